"""The engagements of the contract that the loaded data can follow, and those that they cannot yet.

Each indicator is one that the contract itself asks for (its fiches 1.1, 1.2, 2.1, 2.2, 2.4 and the
SRFSS), with T0, the newest value and their difference where there are two vintages of one series.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from geodata.atlas import Atlas
from geodata.portrait.figure import Figure, absent, built_words
from geodata.portrait.measured import counted
from geodata.portrait.outcomes import outcome_figures
from geodata.portrait.published import one
from geodata.portrait.sums import sums
from geodata.portrait.training import far_share
from geodata.territory import Territory, territories, territory

_WHOLE = (
    "Total", "Ensemble", "Jeunes", "Jeunes décrocheurs", "Contrats d'apprentissage par an",
    "Jeunes ni en emploi ni en formation (NEET)",
)  # fmt: skip
"""Categories that add nothing to the name of their indicator."""

TRAINED = "Part des formés par la Région"

CARE = ("sante", "social-petite-enfance")
"""Domains of the courses of the regional scheme of health and social training (SRFSS)."""

TITLES: dict[str, str] = {
    "1.1": "Identifier les besoins d'emplois et de compétences, par territoire et par secteur",
    "1.2": "Accompagner l'évolution de l'offre de formation",
    "2.1": "Favoriser l'engagement en formation",
    "2.2": "Sécuriser les parcours de formation",
    "2.4": "Former les publics les plus fragiles",
    "SRFSS": "Formations sanitaires et sociales",
    "rev3": "Formations de la transition écologique et numérique (rev3)",
}


@dataclass(frozen=True)
class Follow:
    """An indicator of an engagement.

    Attributes
    ----------
    engagement : a key of `TITLES`
    figure : its newest value; `missing` names the source where nothing gives it
    start : T0, None where there is no value of the same series before
    target : what the contract aims at, None where it sets nothing
    """

    engagement: str
    figure: Figure
    start: Figure | None = None
    target: Figure | None = None

    @property
    def change(self) -> float | None:
        """Newest value less T0, in the figure's unit; None without both."""
        if self.start is None or self.start.value is None or self.figure.value is None:
            return None
        return self.figure.value - self.start.value


def engagements(atlas: Atlas) -> tuple[Follow, ...]:
    """Return what can be followed of each engagement, then what cannot, once a build."""
    return atlas.cached("engagements", lambda: _engagements(atlas))


def _engagements(atlas: Atlas) -> tuple[Follow, ...]:
    code = next(iter(territories(atlas)["region"]))
    place = territory(atlas, "region", code)
    found = [
        *_needs(atlas),
        *_offer(atlas, place),
        *_entries(atlas, place),
        *_care(atlas, place),
        *_rev3(atlas, place),
    ]
    order = list(TITLES)
    return tuple(sorted(found, key=lambda f: (order.index(f.engagement), bool(f.figure.missing))))


def _series(atlas: Atlas, engagement: str, label: str, category: str | None = None) -> list[Follow]:
    """An indicator of the contract: its first value is T0, its last one where it stands."""
    code = next(iter(territories(atlas)["region"]))
    figure = one(atlas, "region", code, label, category, atlas.region_name)
    if figure is None:
        return []
    name = label if category in (None, *_WHOLE) else f"{label} : {category}"
    start = figure.before[0] if figure.before else None
    return [Follow(engagement, replace(figure, label=name), start)]


def _lost(engagement: str, label: str, source: str) -> Follow:
    return Follow(engagement, absent(f"suivi-{engagement}-{label[:20]}", label, source))


def _needs(atlas: Atlas) -> list[Follow]:
    count = len(territories(atlas).get("spel", {}))
    figure = Figure(
        "suivi-spel", "Tableaux de bord mis à disposition des SPEL", value=float(count),
        unit="SPEL", place=atlas.region_name, level="region",
        period=built_words(atlas), source="Atlas Formation, pages « Territoires »",
        perimeter="SPEL qui ont un portrait dans l'atlas",
    )  # fmt: skip
    lost = "Besoins en compétences formalisés par les SPEL"
    return [
        *([Follow("1.1", figure)] if count else []),
        _lost("1.1", lost, "Remontées des SPEL au niveau régional"),
    ]


def _offer(atlas: Atlas, place: Territory) -> list[Follow]:
    contracts = _series(
        atlas, "1.2", "Contrats d'apprentissage signés dans l'année",
        "Contrats d'apprentissage par an",
    )  # fmt: skip
    target = one(
        atlas, "region", place.code, "Cible du contrat pour l'apprentissage", name=place.name
    )
    contracts = [_with_start(atlas, follow, target) for follow in contracts]
    outcomes = [
        Follow("1.2", figure, figure.before[0] if figure.before else None)
        for figure in outcome_figures(atlas, place)
        if figure.label.startswith("Emploi")
    ]
    return [
        *contracts,
        *outcomes,
        *_series(atlas, "1.2", "Emploi à 6 mois des lycéens professionnels", "Ensemble"),
        *_series(atlas, "1.2", "Emploi à 6 mois des apprentis", "Ensemble"),
        *_series(atlas, "1.2", "Demandeurs d'emploi formés par financeur", "Total"),
        _lost("1.2", "Ouvertures et fermetures de formations par secteur",
              "Deux éditions datées de l'offre de formation (C2RP)"),
        _lost("1.2", "Part des secteurs prioritaires parmi les personnes formées",
              "Liste des secteurs prioritaires, et entrées en formation par certification"),
        _lost("1.2", "Abondements du CPF liés aux secteurs prioritaires",
              "Caisse des dépôts, Mon compte formation"),
    ]  # fmt: skip


def _with_start(atlas: Atlas, follow: Follow, target: Figure | None) -> Follow:
    """The contract's own starting point, which it does not date, is T0 of the contracts signed."""
    undated = [figure for figure in follow.figure.others if not figure.period]
    return replace(follow, start=undated[0] if undated else follow.start, target=target)


def _entries(atlas: Atlas, place: Territory) -> list[Follow]:
    far = far_share(atlas, place, "apprentissage")
    neet = "Jeunes ni en emploi ni en formation (NEET)"
    return [
        *_series(atlas, "2.1", "Part des jeunes non insérés", neet),
        *([] if far.missing else [Follow("2.1", far)]),
        _lost("2.1", "Entrées en formation rapportées aux places",
              "Entrées en formation (Région, France Travail ; Dares, base Brest)"),
        _lost("2.1", "Taux de remplissage par domaine",
              "Candidats positionnés (C2RP, France Travail)"),
        *_series(atlas, "2.2", "Décrocheurs", "Jeunes décrocheurs"),
        *_series(atlas, "2.2", "Part des jeunes sortis trop tôt d'études", "Jeunes"),
        _lost("2.2", "Ruptures de contrats d'apprentissage", "Dares, contrats d'apprentissage"),
        *_series(atlas, "2.4", TRAINED, "Personnes en situation de handicap"),
        *_series(atlas, "2.4", TRAINED, "Bénéficiaires du RSA"),
        *_series(
            atlas, "2.4", "Part des formés par la Région", "Demandeurs d'emploi de longue durée"
        ),
        _lost("2.4", "Habitants de quartiers prioritaires et de ZRR parmi les personnes formées",
              "Région et France Travail, entrées par commune d'habitation"),
    ]  # fmt: skip


def _care(atlas: Atlas, place: Territory) -> list[Follow]:
    found: list[Follow] = []
    for label in ("Inscrits en formation", "Diplômés", "Taux de réussite", "Taux d'abandon"):
        for kind in ("Formations sanitaires", "Formations sociales"):
            found += _series(atlas, "SRFSS", label, kind)
    found += _series(atlas, "SRFSS", "Établissements de formation sanitaire et sociale", "Ensemble")
    return [
        *found,
        *_care_territories(atlas, place),
        _lost("SRFSS", "Effectifs de première année et places autorisées par formation",
              "Région et DREES, enquête auprès des écoles de santé et du social"),
        _lost("SRFSS", "Candidatures rapportées à la capacité d'accueil",
              "Parcoursup, vœux par formation sanitaire et sociale"),
    ]  # fmt: skip


def _care_territories(atlas: Atlas, place: Territory) -> list[Follow]:
    """« Nb de territoires couverts »: the SPEL that have a course of these domains."""
    if "spel" not in territories(atlas):
        return []
    table = sums(atlas, "spel")
    courses = table[[f"domain_{domain}" for domain in CARE]].sum(axis=1)
    blank = _offer_figure(atlas, place, "suivi-spel-sante", "SPEL avec une formation de la santé")
    figure = replace(
        blank, label="SPEL où une formation de la santé ou du social est proposée",
        value=float((courses > 0).sum()), unit="SPEL",
        parts=(("SPEL couverts", float((courses > 0).sum())), ("SPEL", float(len(table)))),
    )  # fmt: skip
    return [Follow("SRFSS", figure)]


def _rev3(atlas: Atlas, place: Territory) -> list[Follow]:
    share: Callable[..., Figure] = counted(atlas, place).share
    figure = share(
        _offer_figure(atlas, place, "suivi-rev3", "Part des formations repérées rev3"),
        ("Formations repérées par la règle publiée", "rev3"),
        ("Formations", "courses"),
    )
    return [
        Follow("rev3", figure),
        _lost("rev3", "Évolution des formations rev3",
              "Deux éditions datées de l'offre de formation (C2RP)"),
    ]  # fmt: skip


def _offer_figure(atlas: Atlas, place: Territory, key: str, label: str) -> Figure:
    blank = far_share(atlas, place)
    return replace(
        blank, key=key, label=label, value=None, unit="", parts=(), beside=(), formula="", note="",
        status="", missing="",
        perimeter="formations de l'atlas tenues dans la région", place=place.name, level="region",
    )  # fmt: skip
