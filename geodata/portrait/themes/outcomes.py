"""What became of those who left the courses of a territory, cohort after cohort."""

from dataclasses import dataclass, replace

import pandas as pd

from geodata.atlas import Atlas
from geodata.portrait.figure import Figure, joined_sources
from geodata.territory import Territory, territories, territory
from geodata.vocabulary import VOIES


@dataclass(frozen=True)
class _Rate:
    """A rate, and the number of people that it is a rate of."""

    slug: str
    label: str
    people: str
    people_label: str


RATES = {
    "employment_rate_6_months": _Rate("emploi", "Emploi à 6 mois", "leavers", "Sortants"),
    "continuing_rate": _Rate(
        "poursuite", "Poursuite d'études", "last_year", "Élèves en année terminale"
    ),
}
SHOWN_VOIES = ("scolaire", "apprentissage")

COMPARABLE = 0.9
"""Share of the people of both cohorts who are in the same establishments, or on the same courses,
from which two cohorts make a trend."""

_UNITS = {"code": "établissement", "course": "formation"}
_WEIGHTED = "moyenne des taux publiés par {unit}, chacun compté pour ses {people}"
_ALONE = "taux publié de la seule {unit} qui en a un", "taux publié du seul {unit} qui en a un"
_SPREAD = (
    "taux publiés par {unit} ; leurs effectifs ne le sont pas : aucun taux d'ensemble n'est calculé"
)


def outcome_figures(atlas: Atlas, place: Territory) -> tuple[Figure, ...]:
    """Return the rates of a territory's leavers, by voie; none if none is published.

    A rate is weighted by the people it is a rate of. Where their number is published for no
    establishment, the figure says from what to what the rates go, and a single one as it is. The
    region's rates are by course, where those are loaded with their numbers of people. Earlier
    cohorts stand in `before` when they are about nearly the same establishments (`COMPARABLE`).
    """
    key = (place.level, place.code)
    return atlas.of_place("portrait-outcomes", key, lambda: _outcomes(atlas, place))


def _outcomes(atlas: Atlas, place: Territory) -> tuple[Figure, ...]:
    rows, unit = _by_course(atlas, place), "course"
    if rows.empty:
        rows, unit = _establishments(atlas, place), "code"
    found = [
        figure
        for column in RATES
        for voie in SHOWN_VOIES
        if (figure := _figure(atlas, place, rows[rows["voie"] == voie], (voie, column, unit)))
    ]
    if place.level == "region":
        return tuple(found)
    region = territory(atlas, "region", next(iter(territories(atlas)["region"])))
    whole = {figure.key: figure for figure in outcome_figures(atlas, region)}
    return tuple(
        replace(figure, beside=(whole[figure.key],)) if figure.key in whole else figure
        for figure in found
    )


def _figure(
    atlas: Atlas, place: Territory, rows: pd.DataFrame, what: tuple[str, str, str]
) -> Figure | None:
    voie, column, unit = what
    if rows.empty:
        return None
    *earlier, last = (group for _, group in rows.groupby("cohort", sort=True))
    base = Figure(
        f"{RATES[column].slug}-{voie}",
        f"{RATES[column].label} – {VOIES[voie].lower()}",
        unit="%",
        place=place.name,
        level=place.level,
        perimeter="établissements de la voie professionnelle (lycées, CFA)"
        if unit == "code"
        else "formations de la voie professionnelle dont le taux est publié",
    )
    told = _point(atlas, base, last, column, unit)
    points = (
        _point(atlas, base, common, column, unit)
        for group in earlier
        if len(common := _comparable(group, last, column, unit))
    )
    return replace(told, before=tuple(one for one in points if one.value is not None))


def _point(atlas: Atlas, base: Figure, group: pd.DataFrame, column: str, unit: str) -> Figure:
    """Return the figure of one cohort."""
    rate, name = RATES[column], _UNITS[unit]
    known = group[group[column].notna()]
    base = replace(
        base,
        period=f"sortants {str(group['cohort'].iloc[0]).replace('_', '-')}",
        source=joined_sources(atlas, sorted(set(group["source"]))),
    )
    if known.empty:
        return replace(base, status="indisponible")
    low, high = known[column].min(), known[column].max()
    spread = f"de {low:.0f} à {high:.0f} %"
    counted = (f"{name.capitalize()}s dont le taux est publié", float(len(known)))
    every = (f"{name.capitalize()}s", float(group[unit].nunique()))
    weighed = known[known[rate.people] > 0]
    if weighed.empty and len(known) == 1:
        formula = _ALONE[unit == "code"].format(unit=name)
        return replace(base, value=float(low), parts=(counted, every), formula=formula)
    if weighed.empty:
        return replace(base, text=spread, parts=(counted, every), formula=_SPREAD.format(unit=name))
    people = weighed[rate.people]
    left = len(known) - len(weighed)
    return replace(
        base,
        value=float((weighed[column] * people).sum()) / float(people.sum()),
        parts=((rate.people_label, float(people.sum())), counted, every),
        formula=_WEIGHTED.format(unit=name, people=rate.people_label.lower()),
        note=f"{spread} selon l{'a ' if unit == 'course' else chr(39)}{name}"
        + (f" ; {left} sans effectif publié n'y sont pas" if left else ""),
    )


def _comparable(group: pd.DataFrame, last: pd.DataFrame, column: str, unit: str) -> pd.DataFrame:
    """Return the rows of an earlier cohort that are of the newest too, none if they are too few."""
    people = RATES[column].people
    before, now = (rows[rows[column].notna()] for rows in (group, last))
    if len(before) and len(now) and (now[people] > 0).any():
        before, now = (rows[rows[people] > 0] for rows in (before, now))
        weight = [rows[people].astype(float) for rows in (before, now)]
    else:
        weight = [pd.Series(1.0, index=rows.index) for rows in (before, now)]
    both = set(before[unit]) & set(now[unit])
    for rows, of_rows in zip((before, now), weight, strict=True):
        if of_rows[rows[unit].isin(both)].sum() < COMPARABLE * max(of_rows.sum(), 1e-9):
            return before.head(0)
    return before[before[unit].isin(both)]


def _by_course(atlas: Atlas, place: Territory) -> pd.DataFrame:
    """Return the region's rows by course that give their people; none elsewhere."""
    rows = _numbers(atlas)
    if place.level != "region" or rows.empty:
        return rows.head(0)
    rows = rows[(rows["level"] == "region") & (rows["code"] == place.code)]
    counted = (rows["leavers"] > 0) | (rows["last_year"] > 0)
    rows = rows[((rows["mef"] != "") | (rows["cfd"] != "")) & counted]
    # A course may have a row by each of its two codes: one kind of code a voie.
    by_mef = rows[rows["mef"] != ""].groupby("voie").size()
    kept = rows[(rows["mef"] != "") | ~rows["voie"].isin(by_mef.index)]
    kept = kept.assign(course=kept["mef"].where(kept["mef"] != "", kept["cfd"]))
    return kept.drop_duplicates(["course", "voie", "cohort"], keep="last")


def _establishments(atlas: Atlas, place: Territory) -> pd.DataFrame:
    rows = _numbers(atlas)
    rows = rows[rows["level"] == "establishment"]
    if place.level in ("region", "departement"):
        # A UAI begins with its département: nothing is lost for want of an address.
        codes = rows["code"].str[1:3] if place.level == "departement" else None
        kept = rows if codes is None else rows[codes == place.code]
    else:
        inside = set(atlas.communes.loc[place.inside, "code"])
        sites = atlas.sites[atlas.sites["commune"].isin(inside)]
        kept = rows[rows["code"].isin(set(sites["uai"]) - {""})]
    return kept.drop_duplicates(["code", "voie", "cohort"], keep="last")


def _numbers(atlas: Atlas) -> pd.DataFrame:
    """Return the outcomes with their rates and their people as plain numbers."""
    outcomes, people = atlas.outcomes, [rate.people for rate in RATES.values()]
    if not len(outcomes):
        names = ["level", "code", "voie", "mef", "cfd", "cohort", "source"]
        texts = {name: pd.Series(dtype=str) for name in names}
        return pd.DataFrame(texts | {name: pd.Series(dtype=float) for name in (*RATES, *people)})
    numbers = {name: outcomes[name].astype("Float64").astype(float) for name in (*RATES, *people)}
    return outcomes.assign(**numbers)
