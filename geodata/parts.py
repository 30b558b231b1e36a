"""How a long computation in independent parts is run: one after another, unless told otherwise."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

Common = TypeVar("Common")
Part = TypeVar("Part")
Answer = TypeVar("Answer")


class Runner(Protocol):
    """What runs the parts of a computation, here or on other machines."""

    def __call__(
        self, work: Callable[[Common, Part], Answer], common: Common, parts: Sequence[Part]
    ) -> Iterator[Answer]:
        """Yield `work(common, part)` of each part, in the order of the parts.

        Parameters
        ----------
        work : a function of a module, which another process can find by its name
        common : what all the parts need; never changed
        """


def one_by_one(
    work: Callable[[Common, Part], Answer], common: Common, parts: Sequence[Part]
) -> Iterator[Answer]:
    """Run the parts here, one after another."""
    return (work(common, part) for part in parts)
