"""A number of things in French, where one thing and several are not written alike."""


def agreeing(n: float, one: str, many: str = "") -> str:
    """Return the name of what a number counts; none is singular in French.

    Parameters
    ----------
    one, many : the name of one thing and of several, « s » added where `many` is not given
    """
    return one if abs(n) < 2 else many or f"{one}s"


def named(n: int, one: str, many: str = "") -> str:
    """Return a number and the name of what it counts (see `agreeing`)."""
    return f"{n} {agreeing(n, one, many)}"
