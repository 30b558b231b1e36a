"""The domain of a course by its codes, which decide before the words of its title.

`data/nomenclatures/domains.csv` has the domains of each field of the Formacode (Centre Inffo) and
of the ROME (France Travail), by the first signs of its codes: the usual one first, then those that
some of its codes may be of. Codes say which domains are possible; words only choose among these.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from geodata.domains import domain_of_nsf
from geodata.folding import fold
from loaders.paths import DATA
from loaders.titles.rules import nsfs_of

FIELDS = DATA / "nomenclatures" / "domains.csv"
_LONGEST, _SHORTEST = 5, 3


@cache
def fields() -> dict[str, tuple[str, ...]]:
    """Return the domains (slugs) of the first signs of codes, the usual one first."""
    with FIELDS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: tuple(row["domains"].split()) for row in csv.DictReader(file)}


def domains_of_code(code: str) -> tuple[str, ...]:
    """Return the domains that a Formacode or a ROME code may be of, () when none is known."""
    starts = (code[:length] for length in range(_LONGEST, _SHORTEST - 1, -1))
    return next((fields()[start] for start in starts if start in fields()), ())


@lru_cache(maxsize=20_000)
def settled(codes: str, title: str, nsf: str = "") -> tuple[str, str]:
    """Return the NSF group of a course and its domain, by its codes then by its words.

    Parameters
    ----------
    codes : Formacodes, then ROME codes, separated by spaces
    title : as written
    nsf : the group that its title was found to be of, "" when none was

    Returns
    -------
    nsf, domain : str
        The first group of the words that the codes allow, "" when they allow none; the slug of
        the domain, "" when the codes say none.
    """
    words = [group for group in (nsf, *nsfs_of(fold(title))) if domain_of_nsf(group)]
    possible = [found for code in codes.split() if (found := domains_of_code(code))]
    if not possible:
        return (words[0] if words else ""), ""
    # A domain that is the usual one of a code is likelier than one that it may be of.
    usual = Counter(domains[0] for domains in possible)
    allowed = [*usual, *(domain for domains in possible for domain in domains)]
    named = [group for group in words if domain_of_nsf(group) in usual]
    named += [group for group in words if domain_of_nsf(group) in allowed]
    if named:
        return named[0], domain_of_nsf(named[0])
    return "", _most_common(usual, possible)


def _most_common(usual: Counter[str], possible: Sequence[tuple[str, ...]]) -> str:
    """Return the domain of the most codes, of the first of them when several have as many."""
    return max((domains[0] for domains in possible), key=lambda domain: usual[domain])
