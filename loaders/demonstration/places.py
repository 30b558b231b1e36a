"""Where the demonstration teaches: the region's real lycées, and generic places in real towns.

The lycées are those of the embedded base, under their own name. The other establishments bear a
generic name (« IFSI de Laon (simulé) »): `data/demonstration/places.csv` says which towns really
have one, for the départements it knows; elsewhere the largest towns of the region take their
place. Training organisations (« organismes de formation ») are drawn by population.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.folding import fold
from geodata.places.articles import of_place
from loaders.paths import DATA
from loaders.titles.capitals import readable_name

PLACES = DATA / "demonstration" / "places.csv"

REFERENCE_POPULATION = 5_992_194
"""Inhabitants of Hauts-de-France (COG 2026), for which `places.csv` and the totals are written."""

_ORGANISMS = 180

_KINDS: dict[str, tuple[str, int]] = {
    # kind: (generic name, how many of the largest towns have one where places.csv is silent, for
    # as many inhabitants as Hauts-de-France)
    "universite": ("Université", 12),
    "iut": ("IUT", 14),
    "inspe": ("INSPÉ", 6),
    "medecine": ("Faculté de santé", 2),
    "ingenieurs": ("École d'ingénieurs", 9),
    "commerce": ("École de commerce", 5),
    "art": ("École d'art", 6),
    "architecture": ("École d'architecture", 1),
    "ifsi": ("IFSI", 30),
    "ifas": ("IFAS", 16),
    "travail-social": ("Institut de travail social", 9),
    "cfa-batiment": ("CFA du bâtiment", 10),
    "cfa-artisanat": ("CFA des métiers et de l'artisanat", 14),
    "cfa-commerce": ("CFA du commerce et de la gestion", 18),
    "cfa-industrie": ("CFA de l'industrie", 14),
    "cfa-agricole": ("CFA agricole", 10),
    "cfa-transport": ("CFA du transport et de la logistique", 10),
    "cfa-sport": ("CFA du sport et de l'animation", 7),
    "afpa": ("Centre AFPA", 16),
    "greta": ("GRETA", 36),
}

_FEMININE = ("Université", "Faculté", "École")

_DOMAINS_OF_KIND: dict[str, str] = {
    "lycee-hotelier": "hotellerie-alimentation",
    "lycee-agricole": "agriculture-nature",
    "cfa-batiment": "batiment-travaux-publics industrie-energie",
    "cfa-artisanat": "hotellerie-alimentation mode-beaute mecanique-automobile",
    "cfa-commerce": "commerce-vente gestion-banque informatique-numerique sante",
    "cfa-industrie": "industrie-energie mecanique-automobile informatique-numerique",
    "cfa-agricole": "agriculture-nature",
    "cfa-transport": "transport-logistique",
}

# Neighbouring domains that one school teaches together, with how often.
_SETS: tuple[tuple[str, float], ...] = (
    ("commerce-vente gestion-banque transport-logistique", 3.0),
    ("social-petite-enfance sante enseignement-sport-animation securite-proprete", 2.4),
    ("industrie-energie mecanique-automobile informatique-numerique", 2.6),
    ("batiment-travaux-publics industrie-energie", 1.2),
    ("hotellerie-alimentation commerce-vente", 0.9),
    ("mode-beaute commerce-vente", 0.6),
    ("communication-arts informatique-numerique", 0.5),
)

_THEMES: tuple[tuple[str, str, float], ...] = (
    # name of the organisation, its domains, how often
    ("Organisme de formation", "gestion-banque commerce-vente general-insertion", 3.0),
    ("Organisme de formation aux compétences clés", "general-insertion droit-lettres-langues", 2.0),
    ("Organisme de formation aux services à la personne", "social-petite-enfance sante", 2.2),
    ("Organisme de formation au transport et à la logistique", "transport-logistique", 2.2),
    ("Organisme de formation à la sécurité et à la propreté", "securite-proprete", 1.2),
    ("Organisme de formation au numérique", "informatique-numerique communication-arts", 1.3),
    ("Organisme de formation au bâtiment", "batiment-travaux-publics industrie-energie", 1.3),
    ("Organisme de formation à l'industrie", "mecanique-automobile industrie-energie", 1.2),
    ("Organisme de formation à l'hôtellerie-restauration", "hotellerie-alimentation", 0.8),
    ("Organisme de formation à l'animation et au sport", "enseignement-sport-animation", 0.8),
    ("Organisme de formation à la coiffure et à l'esthétique", "mode-beaute", 0.5),
    ("Organisme de formation aux métiers de la nature", "agriculture-nature", 0.5),
)

_LYCEES: tuple[tuple[str, str], ...] = (
    # kind, pattern on the folded name: the first that fits
    ("", r"\brectorat\b|universite\b|\betranger\b"),
    ("lycee-maritime", r"\bmaritime\b|\baquacole\b"),
    (
        "lycee-agricole",
        r"agricole|horticol|viticole|\bleg?t?p?a\b|\bleap\b|agro|institut de genech",
    ),
    ("lycee-agricole", r"institut (?:charles quentin|agricole)|\bmfr\b|maison familiale|bio tech"),
    ("lycee-hotelier", r"\bhotel"),
    ("lycee-professionnel", r"profession|^lp\b|enseignement pro|\bsep\b|\berea\b|de production"),
    ("lycee-professionnel", r"coiffure|esthetique|beaute|terrade|auteuil|reconversion|\bepid\b"),
    (
        "lycee-polyvalent",
        r"polyvalent|\blpo\b|metiers|\beic\b|technique prive|(?<!et )technologique prive",
    ),
    ("lycee-general", r""),
)

_LYCEE_DOMAINS: tuple[tuple[str, str], ...] = (
    (r"coiffure|esthetique|beaute|terrade", "mode-beaute"),
    (r"automobile|transport", "mecanique-automobile transport-logistique"),
    (r"ameublement|\bbois\b", "batiment-travaux-publics communication-arts"),
    (r"travaux publics|batiment|hennebique|le corbusier|mansart", "batiment-travaux-publics"),
    (r"arts appliques|\bart\b|textile", "communication-arts mode-beaute"),
    (r"sante|social", "sante social-petite-enfance"),
    (r"industriel|technique", "industrie-energie mecanique-automobile informatique-numerique"),
)


@dataclass(frozen=True)
class Place:
    """An establishment: its stable id, kind, name, commune code, UAI and the domains it teaches."""

    site: str
    kind: str
    name: str
    commune: str
    uai: str = ""
    domains: frozenset[str] = field(default_factory=frozenset)


def rng_of(seed: int, *words: str) -> np.random.Generator:
    """A generator of its own for `words`, so that adding a place never changes the others."""
    return np.random.default_rng([seed, *(b for word in words for b in word.encode())])


def places_of(
    communes: pd.DataFrame, lycees: pd.DataFrame, seed: int, places: Path = PLACES
) -> list[Place]:
    """All establishments of a region's demonstration.

    Parameters
    ----------
    communes : pd.DataFrame
        `code`, `name`, `departement`, `population`.
    lycees : pd.DataFrame
        `uai`, `name`, `commune` (code).
    seed : int
        The same seed gives the same places.
    places : Path
        CSV `kind`, `town`, `departement` of the towns known to have each kind.

    Raises
    ------
    ValueError
        If `places` names a kind that does not exist, or a town its département does not have.
    """
    known = pd.read_csv(places, dtype=str)
    region = set(communes["departement"])
    return [
        *_lycees(lycees, set(communes["code"]), seed),
        *_generic(communes, known[known["departement"].isin(region)], seed),
        *_organisms(communes, seed),
    ]


def _lycees(lycees: pd.DataFrame, communes: set[str], seed: int) -> Iterator[Place]:
    seen: set[str] = set()
    for uai, name, commune in lycees[["uai", "name", "commune"]].itertuples(index=False):
        code = str(
            uai
        ).upper()  # the list has a few schools twice, by the case of their last letter
        folded = fold(name)
        kind = next(kind for kind, pattern in _LYCEES if re.search(pattern, folded))
        if not kind or code in seen or commune not in communes:
            continue
        seen.add(code)
        domains = _lycee_domains(kind, folded, rng_of(seed, code))
        yield Place(f"demo-{code}", kind, readable_name(name), commune, code, domains)


def _lycee_domains(kind: str, folded: str, rng: np.random.Generator) -> frozenset[str]:
    if kind in _DOMAINS_OF_KIND:
        return frozenset(_DOMAINS_OF_KIND[kind].split())
    for pattern, domains in _LYCEE_DOMAINS:
        if re.search(pattern, folded):
            return frozenset(domains.split())
    weights = np.array([weight for _, weight in _SETS])
    drawn = rng.choice(
        len(_SETS), size=rng.integers(1, 3), replace=False, p=weights / weights.sum()
    )
    return frozenset(domain for index in drawn for domain in _SETS[index][0].split())


def _generic(communes: pd.DataFrame, known: pd.DataFrame, seed: int) -> Iterator[Place]:
    if unknown := set(known["kind"]) - set(_KINDS):
        raise ValueError(f"Type d'établissement inconnu : {', '.join(sorted(unknown))}.")
    by_name = {
        (fold(name), departement): (code, name)
        for code, name, departement in communes[["code", "name", "departement"]].itertuples(
            index=False
        )
    }
    largest = communes.sort_values(["population", "code"], ascending=[False, True])
    share = communes["population"].sum() / REFERENCE_POPULATION
    for kind, (generic, usual) in _KINDS.items():
        domains = frozenset(_DOMAINS_OF_KIND.get(kind, "").split())
        for code, name in _towns(known, kind, by_name, largest, round(usual * share)):
            simulated = "simulée" if generic.startswith(_FEMININE) else "simulé"
            title = f"{generic} {of_place(name)} ({simulated})"
            yield Place(f"demo-{kind}-{code}", kind, title, code, "", domains)


def _towns(
    known: pd.DataFrame,
    kind: str,
    by_name: dict[tuple[str, str], tuple[str, str]],
    largest: pd.DataFrame,
    usual: int,
) -> list[tuple[str, str]]:
    if known.empty:
        rows = largest.head(max(usual, 1))[["code", "name"]].itertuples(index=False)
        return [(str(code), str(name)) for code, name in rows]
    found = []
    chosen = known.loc[known["kind"] == kind, ["town", "departement"]]
    for town, departement in chosen.itertuples(index=False):
        if (fold(town), departement) not in by_name:
            raise ValueError(f"« {town} » ({departement}) n'est pas une commune de la région.")
        found.append(by_name[fold(town), departement])
    return found


def _organisms(communes: pd.DataFrame, seed: int) -> Iterator[Place]:
    towns = communes[communes["population"] >= 2000].sort_values("code")
    if towns.empty:
        towns = communes.sort_values("code")
    rng = rng_of(seed, "organismes")
    wanted = round(_ORGANISMS * communes["population"].sum() / REFERENCE_POPULATION)
    chances = towns["population"].to_numpy(dtype=float) ** 0.8
    drawn = rng.choice(len(towns), size=max(wanted, 1), p=chances / chances.sum())
    weights = np.array([weight for _, _, weight in _THEMES])
    themes = rng.choice(len(_THEMES), size=len(drawn), p=weights / weights.sum())
    seen: set[tuple[int, int]] = set()
    for town, theme in zip(drawn.tolist(), themes.tolist(), strict=True):
        if (town, theme) in seen:  # one organisation a theme and a town: names stay distinct
            continue
        seen.add((town, theme))
        name, domains, _ = _THEMES[theme]
        code = str(towns["code"].iloc[town])
        title = f"{name} {of_place(str(towns['name'].iloc[town]))} (simulé)"
        yield Place(
            f"demo-of{theme}-{code}", "organisme", title, code, "", frozenset(domains.split())
        )
