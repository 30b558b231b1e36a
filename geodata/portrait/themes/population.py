"""The theme « population »: who lives there, how old, in towns or in the country."""

from dataclasses import replace

from geodata.atlas import Atlas
from geodata.portrait.census import AGES, COG, ages_term, people_period, people_term, zoning_period
from geodata.portrait.figure import (
    Band,
    Bar,
    Chart,
    Figure,
    absent,
    gap,
    source_name,
    source_vintage,
)
from geodata.portrait.measured import Counted, counted
from geodata.portrait.published import one, published
from geodata.territory import Territory

THEME = "population"
ZONINGS = "embarque-zonages-2022"

_BANDS = {
    "pop_0_19": "Moins de 20 ans",
    "pop_20_64": "20 à 64 ans",
    "pop_65_plus": "65 ans et plus",
}
_CENSUS = "Insee, recensement de la population"

_NOT_HERE = {
    "metier": ("Actifs par catégorie socioprofessionnelle", _CENSUS),
    "secteur": ("Actifs par secteur d'activité", _CENSUS),
}


def band(atlas: Atlas, place: Territory, entry: str) -> Band:
    """Return the theme by one entry."""
    more = published(atlas, place.level, place.code, THEME, entry, place.name)
    if entry == "territoire":
        return _territory(atlas, place, more)
    if entry == "public":
        return _public(atlas, place, more)
    label, source = _NOT_HERE[entry]
    missing = () if more else (absent(f"population-{entry}", label, source),)
    return Band(THEME, entry, more[:4], more=more[4:], missing=missing)


def age_share(atlas: Atlas, place: Territory, column: str) -> Figure:
    """Return the share of a band of age (`pop_0_19`, `pop_20_64`, `pop_65_plus`)."""
    label = _BANDS[column]
    figure = _figure(atlas, f"age-{column[4:].replace('_', '-')}", f"Part des {_low(label)}", AGES)
    total = (ages_term(atlas, "Habitants de tous âges"), "bands")
    share = counted(atlas, place).share(figure, (ages_term(atlas, label), column), total)
    told = one(atlas, place.level, place.code, figure.label, name=place.name)
    if told is None:
        return share
    return replace(share, others=(told,), beside=(*share.beside, *told.beside))


def residents(atlas: Atlas, place: Territory) -> Figure:
    """Return the number of inhabitants, with that of the contract's document for the region."""
    figure = _figure(
        atlas, "habitants", "Habitants", COG, unit="habitants", period=people_period(atlas)
    )
    return counted(atlas, place).count(figure, "population")


def classed_share(atlas: Atlas, place: Territory, kind: str) -> Figure:
    """Return the share of people of a class: « rural », « zrr », « frr » or « qpv »."""
    label, term, layer, note = _CLASSES[kind]
    vintage = _vintage(atlas, layer)
    quarters = kind == "qpv"  # whose people are counted by quarter, for a year of its own
    figure = _figure(
        atlas,
        f"part-{kind}",
        label,
        _source_of(atlas, layer),
        period=vintage if quarters else zoning_period(atlas, vintage),
        note=note,
    )
    known: Counted = counted(atlas, place)
    if known.own[f"{kind}_known"] <= 0:
        return absent(figure.key, label, _MISSING[kind])
    term = term if quarters else people_term(atlas, term)
    return known.share(figure, (term, kind), (people_term(atlas, "Habitants"), "population"))


_CLASSES = {
    "rural": (
        "Habitants en commune rurale",
        "Habitants de communes rurales",
        "density",
        "grille communale de densité : bourgs ruraux, rural dispersé et très dispersé",
    ),
    "frr": (
        "Habitants en France ruralités revitalisation (FRR)",
        "Habitants de communes en FRR",
        "frr",
        "",
    ),
    "zrr": (
        "Habitants en ancienne zone de revitalisation rurale (ZRR)",
        "Habitants de communes en ZRR",
        "zrr",
        "zonage remplacé par France ruralités revitalisation le 1er juillet 2024",
    ),
    "qpv": (
        "Habitants des quartiers prioritaires (QPV)",
        "Habitants des quartiers",
        "qpv_population",
        "quartiers d'avant le 1er janvier 2024 : ceux de 2024 n'ont pas encore d'habitants comptés",
    ),
}
_MISSING = {
    "rural": "Insee, grille communale de densité",
    "zrr": "DGCL, zones de revitalisation rurale",
    "frr": "DGCL, France ruralités revitalisation",
    "qpv": "Insee, habitants des quartiers prioritaires",
}


def most_different(atlas: Atlas, place: Territory) -> Figure | None:
    """Return the class of commune whose share differs most from the region's; for it, the country.

    None where no class is known.
    """
    found = [classed_share(atlas, place, kind) for kind in _CLASSES]
    if any(figure.key == "part-frr" and figure.value is not None for figure in found):
        # The zoning in force stands for the one that it replaced.
        found = [figure for figure in found if figure.key != "part-zrr"]
    known = [figure for figure in found if figure.value is not None]
    if not known or place.level == "region":
        return known[0] if known else None
    return max(known, key=lambda figure: abs(gap(figure) or 0))


def _territory(atlas: Atlas, place: Territory, more: tuple[Figure, ...]) -> Band:
    people = residents(atlas, place)
    if told := next((f for f in more if f.label == "Habitants"), None):
        people = _with_other(people, told)
        more = tuple(figure for figure in more if figure is not told)
    density = counted(atlas, place).ratio(
        _figure(
            atlas, "densite", "Densité", COG, unit="habitants par km²", period=people_period(atlas),
            note="surface des contours simplifiés de l'IGN",
        ),
        lambda sums: sums["population"] / sums["area"] if sums["area"] else None,
    )  # fmt: skip
    young = age_share(atlas, place, "pop_0_19")
    old = age_share(atlas, place, "pop_65_plus")
    classes = [classed_share(atlas, place, kind) for kind in _CLASSES]
    living = most_different(atlas, place)
    missing = tuple(f for f in classes if f.missing)
    keys = [people, young, old, *([] if living is None else [living])]
    own = (density, *(f for f in classes if not f.missing and f != living))
    return Band(
        THEME, "territoire", tuple(keys), (_ages(atlas, place),), more=own + more, missing=missing
    )


def _public(atlas: Atlas, place: Territory, more: tuple[Figure, ...]) -> Band:
    keys = [age_share(atlas, place, "pop_0_19"), classed_share(atlas, place, "qpv")]
    keys += [classed_share(atlas, place, kind) for kind in ("frr", "zrr")]
    wider: tuple[Figure, ...] = ()
    if place.level != "region":
        region = str(atlas.profile.get("code", ""))
        wider = published(atlas, "region", region, THEME, "public", atlas.region_name)
    missing = [f for f in keys if f.missing]
    if place.level != "region":
        missing += [
            absent(f"population-{slug}", label, source)
            for slug, label, source in _PUBLICS
            if not any(word in figure.label for figure in more for word in label.split()[:1])
        ]
    return Band(
        THEME,
        "public",
        tuple(f for f in keys if not f.missing),
        more=more,
        wider=wider,
        missing=tuple(missing),
    )


_PUBLICS = (
    ("neet", "Jeunes ni en emploi ni en formation", _CENSUS),
    ("rsa", "Bénéficiaires du RSA", "CNAF et MSA, allocataires du RSA par commune"),
    ("aah", "Allocataires de l'AAH (handicap)", "CNAF et MSA, allocataires de l'AAH par commune"),
    ("diplome", "Personnes sans diplôme", _CENSUS),
)


def _ages(atlas: Atlas, place: Territory) -> Chart:
    known = counted(atlas, place)
    compared = known.places[1] if len(known.places) > 1 else None

    def share(table: object, column: str) -> float | None:
        whole = float(table["bands"])  # type: ignore[index]
        return 100 * float(table[column]) / whole if whole else None  # type: ignore[index]

    rows = tuple(
        Bar(label, share(known.own, column), share(compared[2], column) if compared else None)
        for column, label in _BANDS.items()
    )
    about = replace(_figure(atlas, "ages", "Âges", AGES), place=place.name, level=place.level)
    return Chart(
        "ages", "Qui habite ici, par âge", rows, "%", about, "parts",
        compared[0] if compared else "", decimals=1,
    )  # fmt: skip


def _with_other(figure: Figure, other: Figure) -> Figure:
    return replace(figure, others=(other,))


def _figure(atlas: Atlas, key: str, label: str, source: str, **more: str) -> Figure:
    period = more.pop("period", "") or source_vintage(atlas, source)
    return Figure(
        key, label, source=source_name(atlas, source), period=period,
        perimeter="communes de la région", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _source_of(atlas: Atlas, layer: str) -> str:
    return str(atlas.layers.get(layer, {}).get("source", "")) or ZONINGS


def _vintage(atlas: Atlas, layer: str) -> str:
    return str(atlas.layers.get(layer, {}).get("vintage", ""))


def _low(label: str) -> str:
    return label[0].lower() + label[1:]
