"""What the atlas works out by itself for the engagements of the contract, from what is loaded."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.completeness.matrix import ABSENT
from geodata.contract.series import series
from geodata.coverage.nearest import nearest
from geodata.folding import fold
from geodata.guidance.coverage import seen_from
from geodata.guidance.known import known_of
from geodata.guidance.near import places_of
from geodata.guides import GUIDES, HELPS, KINDS
from geodata.portrait.figure import Figure, absent, built_words, joined_sources, rate
from geodata.portrait.sums import THRESHOLD, sums
from geodata.portrait.themes.outcomes import outcome_figures
from geodata.portrait.themes.recruitment import recruitment_figures
from geodata.portrait.themes.training import far_share
from geodata.provenance.age import years_of_offer
from geodata.provenance.quality import told
from geodata.territory import Territory, territories
from geodata.travel.words import far_words
from geodata.vocabulary import TERRITORY_LEVELS

CARE = ("sante", "social-petite-enfance")
"""Domains of the courses of the regional scheme of health and social training (SRFSS)."""

FAR_GUIDES = ("mission_locale", "cio")
"""Kinds of which it is asked who lives far: those that the young go to first."""

Figures = Sequence[Figure]
Make = Callable[[Atlas, Territory, str], Figures]


@dataclass(frozen=True)
class Calculation:
    """A calculation: what it gives, how, and the source that would give it where it cannot."""

    label: str
    make: Make
    lacks: str = "Offre de formation de la région"


def computed(atlas: Atlas, place: Territory, name: str) -> Figures:
    """Return the figures of a calculation for a territory, none where the data do not allow it."""
    made = CALCULATIONS[name]
    key = (place.level, place.code, name)
    return atlas.of_place("contract-computed", key, lambda: made.make(atlas, place, made.label))


def _own(
    atlas: Atlas, place: Territory, label: str, value: float, unit: str, perimeter: str = ""
) -> Figure:
    """Return what the atlas counts of itself."""
    return Figure(
        "suivi-" + re.sub(r"\W+", "-", fold(label)), label, value=value, unit=unit,
        place=place.name, level=place.level, period=built_words(atlas), source="Atlas Formation",
        perimeter=perimeter,
    )  # fmt: skip


def _spel_boards(atlas: Atlas, place: Territory, label: str) -> Figures:
    count = len(territories(atlas).get("spel", {}))
    perimeter = "SPEL qui ont leur page dans l'atlas"
    return [_own(atlas, place, label, float(count), "SPEL", perimeter)] if count else []


def _portraits(atlas: Atlas, place: Territory, label: str) -> Figures:
    parts = tuple(
        (TERRITORY_LEVELS[level].many, float(len(names)))
        for level, names in territories(atlas).items()
        if level not in ("region", "commune")
    )
    figure = _own(atlas, place, label, sum(count for _, count in parts), "territoires")
    return [replace(figure, parts=parts, perimeter="communes non comptées")]


def _dedicated(atlas: Atlas, place: Territory, label: str) -> Figures:
    chapters = [
        one for one in (atlas.contract.chapters if atlas.contract else ())
        if one.slug.startswith("ambition")
    ]  # fmt: skip
    having = sum(
        any(not sign.awaited for part in one.engagements for sign in part.indicators)
        for one in chapters
    )
    figure = _own(atlas, place, label, float(having), "ambitions")
    return [replace(figure, parts=(("Ambitions du contrat", float(len(chapters))),))]


def _series(atlas: Atlas, place: Territory, label: str) -> Figures:
    perimeter = "lignes de la liste des indicateurs"
    return [_own(atlas, place, label, float(len(series(atlas))), "séries", perimeter)]


def _producers(atlas: Atlas, place: Territory, label: str) -> Figures:
    real = atlas.sources[~atlas.sources["simulated"].astype(bool)]
    names = {str(name) for name in real["producer"]} - {""}
    perimeter = "fichiers simulés non comptés"
    return [_own(atlas, place, label, float(len(names)), "producteurs", perimeter)]


def _of_offer(atlas: Atlas, figure: Figure) -> Figure:
    """Return a figure that the atlas counts in the courses of the region."""
    return replace(
        figure,
        source=joined_sources(atlas, sorted(set(atlas.own_offers["source"]))),
        period=years_of_offer(atlas) or built_words(atlas),
        perimeter="formations de l'atlas tenues dans la région",
        note="formations simulées" if atlas.demonstration else "",
    )


def _share(which: Callable[[Atlas], pd.Series], name: str, note: str = "") -> Make:
    """Return what makes the share of the courses that a mask marks; those it leaves null apart."""

    def make(atlas: Atlas, place: Territory, label: str) -> Figures:
        marked = which(atlas).dropna()
        if not len(marked):
            return []
        figure = _of_offer(atlas, _own(atlas, place, label, 0.0, "%"))
        figure = replace(figure, note=" ; ".join(filter(None, (figure.note, note))))
        return [rate(figure, (name, float(marked.sum())), ("Formations", float(len(marked))))]

    return make


def _told(fact: str) -> Callable[[Atlas], pd.Series]:
    return lambda atlas: told(atlas.own_offers, atlas.sites)[fact]


def _care_spel(atlas: Atlas, place: Territory, label: str) -> Figures:
    """« Nb de territoires couverts »: the SPEL that have a course of these domains."""
    if "spel" not in territories(atlas):
        return []
    table = sums(atlas, "spel")
    covered = float((table[[f"domain_{one}" for one in CARE]].sum(axis=1) > 0).sum())
    figure = _of_offer(atlas, _own(atlas, place, label, covered, "SPEL"))
    return [replace(figure, parts=(("SPEL couverts", covered), ("SPEL", float(len(table)))))]


def _far_apprenticeship(atlas: Atlas, place: Territory, label: str) -> Figures:
    return [far_share(atlas, place, "apprentissage")]


def _known(figures: Iterable[Figure], key: str) -> Figures:
    return [one for one in figures if one.key == key and one.known]


def _at_work(voie: str) -> Make:
    return lambda atlas, place, _: _known(outcome_figures(atlas, place), f"emploi-{voie}")


def _needs(key: str) -> Make:
    return lambda atlas, place, _: _known(recruitment_figures(atlas, place), key)


def _places(kinds: Sequence[str]) -> Make:
    """Return what counts the places of some kinds, and names those of which no list is loaded."""

    def make(atlas: Atlas, place: Territory, label: str) -> Figures:
        listed = [kind for kind in kinds if known_of(atlas, kind).state != ABSENT]
        if not listed:
            return []
        table = places_of(atlas)
        rows = table[table["kind"].isin(listed)]
        counts = rows["kind"].value_counts()
        lost = [KINDS[kind].many for kind in kinds if kind not in listed]
        figure = _own(atlas, place, label, float(len(rows)), "lieux", "lieux des listes chargées")
        return [
            replace(
                figure,
                period=_years(rows["vintage"]),
                source=joined_sources(atlas, sorted(set(rows["source"]))),
                parts=tuple((KINDS[kind].many, float(counts.get(kind, 0))) for kind in listed),
                note=f"aucune liste chargée pour : {', '.join(lost)}" if lost else "",
            )
        ]

    return make


def _years(vintages: Iterable[str]) -> str:
    """Return the years of some lists: « listes de 2023 à 2024 »."""
    years = sorted({year for one in vintages for year in re.findall(r"20\d\d", str(one))})
    if not years:
        return "liste non datée"
    return f"listes de {years[0]} à {years[-1]}" if len(years) > 1 else years[0]


def _far_guides(atlas: Atlas, place: Territory, label: str) -> Figures:
    return [_far_guide(atlas, place, kind) for kind in FAR_GUIDES]


def _far_guide(atlas: Atlas, place: Territory, kind: str) -> Figure:
    known = known_of(atlas, kind)
    label = f"Habitants à plus de {THRESHOLD} min en voiture d'{KINDS[kind].a}"
    if known.state == ABSENT:
        return absent(f"suivi-loin-{kind}", label, known.bringing[0])
    seen = seen_from(atlas, kind)
    minutes = nearest(seen.travel["voiture"], np.ones(len(seen.sites), dtype=bool))
    people = atlas.communes["population"].to_numpy(dtype=np.float64)
    far = float(people[place.inside & (minutes > THRESHOLD)].sum())
    figure = replace(
        _own(atlas, place, label, 0.0, "%", "habitants des communes, recensement"),
        key=f"suivi-loin-{kind}",
        source=" ; ".join(known.sources),
        period=_years(known.vintages),
        formula=f"habitants des communes {far_words(bool(atlas.homes), f'{THRESHOLD} min')} "
        "du lieu le plus proche, rapportés aux habitants",
        note=f"temps : {atlas.times_words('voiture')} ; {known.places} lieux connus",
    )
    whole = float(people[place.inside].sum())
    return rate(figure, ("Habitants éloignés", far), ("Habitants", whole))


_INSERJEUNES = "InserJeunes"
_MINIMUM = "une source qui ne dit pas la modalité compte pour « en présence » : c'est un minimum"

CALCULATIONS: Mapping[str, Calculation] = {
    "addresses_told": Calculation(
        "Formations dont l'adresse précise est connue",
        _share(_told("address"), "Formations à l'adresse connue"),
    ),
    "apprentices_at_work": Calculation(
        "Emploi à 6 mois – apprentissage", _at_work("apprentissage"), _INSERJEUNES
    ),
    "care_spel": Calculation(
        "SPEL où une formation de la santé ou du social est proposée", _care_spel
    ),
    "dedicated": Calculation("Ambitions qui ont des indicateurs suivis", _dedicated),
    "digital": Calculation(
        "Lieux d'aide au numérique", _places(("numerique",)), "Lieux de médiation numérique (ANCT)"
    ),
    "far_apprenticeship": Calculation(
        "Habitants à plus de 30 min d'une formation en apprentissage", _far_apprenticeship
    ),
    "far_guides": Calculation("Habitants loin de qui conseille", _far_guides),
    "guides": Calculation(
        "Lieux d'accueil et de conseil recensés", _places(GUIDES), "Annuaires de l'orientation"
    ),
    "hard_recruitment": Calculation(
        "Part des projets difficiles", _needs("projets-difficiles"), "Enquête BMO"
    ),
    "helps": Calculation(
        "Lieux qui aident à venir et à rester",
        _places([kind for kind in HELPS if kind not in GUIDES]),
        "Listes des gares, aires de covoiturage, logements, crèches",
    ),
    "metiers_told": Calculation(
        "Formations dont le métier visé est connu",
        _share(_told("rome"), "Formations dont le métier est connu"),
    ),
    "placed": Calculation(
        "Formations localisées sur la carte",
        _share(lambda atlas: atlas.own_offers["site"] != "", "Formations localisées"),
    ),
    "portraits": Calculation("Territoires qui ont leur tableau de bord", _portraits),
    "producers": Calculation("Producteurs dont des données sont chargées", _producers),
    "pupils_at_work": Calculation(
        "Emploi à 6 mois – voie scolaire", _at_work("scolaire"), _INSERJEUNES
    ),
    "recruitment": Calculation("Projets de recrutement", _needs("projets"), "Enquête BMO"),
    "remote": Calculation(
        "Formations à distance ou mixtes",
        _share(
            lambda atlas: atlas.own_offers["modality"].isin(("distance", "mixte")),
            "Formations à distance ou mixtes",
            _MINIMUM,
        ),
    ),
    "rev3": Calculation(
        "Part des formations repérées rev3",
        _share(
            lambda atlas: atlas.own_offers["rev3"] != "",
            "Formations repérées par la règle publiée",
        ),
    ),
    "series": Calculation("Séries d'indicateurs disponibles dans l'atlas", _series),
    "spel_boards": Calculation("Tableaux de bord du mois mis à disposition des SPEL", _spel_boards),
}
"""Every calculation, by its name in the contracts' files (`geodata.region.contract.COMPUTED`)."""
