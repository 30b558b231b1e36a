"""The theme « formations »: courses, places, voies and domains, who is far, what follows."""

from collections import Counter
from dataclasses import replace

from geodata.asking.query import Query
from geodata.atlas import Atlas
from geodata.completeness.matrix import COMPLETE, PARTIAL, UNKNOWN
from geodata.completeness.verdict import judged
from geodata.domains import DOMAINS
from geodata.plural import named
from geodata.portrait.census import people_term
from geodata.portrait.figure import (
    Band,
    Bar,
    Chart,
    Figure,
    absent,
    built_words,
    joined_sources,
)
from geodata.portrait.measured import counted
from geodata.portrait.published import published
from geodata.portrait.sums import THRESHOLD
from geodata.portrait.themes.formulas import formula_figures
from geodata.portrait.themes.helping import helping_figures
from geodata.portrait.themes.outcomes import outcome_figures
from geodata.provenance.age import years_of_offer
from geodata.territory import Territory
from geodata.vocabulary import PUBLICS, VOIES

THEME = "formations"
ENROLMENT = "Effectifs par voie"
SHOWN = 10


def band(atlas: Atlas, place: Territory, entry: str) -> Band:
    """Return the theme by one entry."""
    own = published(atlas, place.level, place.code, THEME, entry, place.name)
    wider: tuple[Figure, ...] = ()
    if place.level != "region":
        region = str(atlas.profile.get("code", ""))
        wider = published(atlas, "region", region, THEME, entry, atlas.region_name)
    make = {
        "territoire": _territory,
        "metier": _metier,
        "secteur": _sector,
        "public": _public,
    }[entry]
    return make(atlas, place, own, wider)


def courses(atlas: Atlas, place: Territory) -> Figure:
    """Return the number of courses held in a territory, those at a distance apart."""
    partly = judged(atlas, Query()).state == PARTIAL
    label = "Formations connues sur place" if partly else "Formations sur place"
    figure = counted(atlas, place).count(_figure(atlas, "nombre", label), "courses")
    sites = int(counted(atlas, place).own["sites"])
    distance = int(atlas.columns.is_distance.sum())
    note = (
        f"sur {named(sites, 'lieu', 'lieux')}, sans les formations tout à distance "
        f"({distance} dans l'atlas)"
        if sites
        else f"aucun lieu de formation connu ; {named(distance, 'formation')} tout à distance "
        "dans l'atlas"
    )
    return _with(figure, unit="formations", note=note)


def far_share(atlas: Atlas, place: Territory, voie: str = "") -> Figure:
    """Return the share of people far from any course, or from any of a voie."""
    name = f" en {VOIES[voie].lower()}" if voie == "apprentissage" else (
        f" ({VOIES[voie].lower()})" if voie else ""
    )  # fmt: skip
    verdict = judged(atlas, Query(voie=(voie,) if voie else ()))
    partly = verdict.state == PARTIAL
    course = "formation connue" if partly else "formation"
    label = f"Habitants à plus de {THRESHOLD} min d'une {course}{name}"
    key = "loin" + (f"-{voie}" if voie else "")
    known = counted(atlas, place)
    if voie and not (atlas.own_offers["voie"] == voie).any():
        return absent(key, label, "Offre de formation de cette voie (C2RP, format LHEO)")
    if verdict.silent(verdict.courses):
        would = " ; ".join(one.name for one in verdict.bringing)
        return absent(key, label, would, note="trop peu de formations connues pour un chiffre")
    unsure = atlas.uncertainty(THRESHOLD, "voiture", atlas.courses_by_site)
    figure = _figure(
        atlas,
        key,
        label,
        perimeter="habitants des communes, recensement",
        formula=f"habitants {_living(atlas)} à plus de {THRESHOLD} min en voiture "
        "de la formation la plus proche, rapportés aux habitants",
        note=f"temps : {atlas.times_words('voiture')}, {unsure.words} ; le seuil est un choix de "
        "lecture, aucun texte n'en fixe"
        + (f" ; offre partielle, formations connues : {verdict.courses}" if partly else ""),
    )
    column = "far" + (f"_{voie}" if voie else "")
    far, people = (people_term(atlas, words) for words in ("Habitants éloignés", "Habitants"))
    return known.share(figure, (far, column), (people, "population"))


def _living(atlas: Atlas) -> str:
    return "qui vivent" if atlas.homes else "des communes dont la mairie est"


def by_voie(atlas: Atlas, place: Territory) -> Chart:
    """Return the courses of each voie."""
    own = counted(atlas, place).own
    loaded = set(atlas.own_offers["voie"])
    rows = tuple(
        Bar(label, float(own[f"courses_{voie}"]))
        if voie in loaded
        else Bar(label, None, status="indisponible")
        for voie, label in VOIES.items()
    )
    empty = [label for voie, label in VOIES.items() if voie not in loaded]
    partly = [label for voie, label in VOIES.items() if voie in loaded and _partly(atlas, voie)]
    note = f"Aucune source chargée pour : {', '.join(empty).lower()}." if empty else ""
    if partly:
        note = f"{note} Offre connue en partie seulement : {', '.join(partly).lower()}.".strip()
    about = _figure(atlas, "voies", "Formations par voie")
    title = "Les formations par voie"
    return Chart("voies", title, rows, "formations", _with(about, place=place.name), note=note)


def _partly(atlas: Atlas, voie: str) -> bool:
    return judged(atlas, Query(voie=(voie,))).state not in (COMPLETE, UNKNOWN)


def by_domain(atlas: Atlas, place: Territory) -> Chart:
    """Return the courses of each domain, the most numerous first."""
    own = counted(atlas, place).own
    counts = sorted(
        ((label, float(own[f"domain_{slug}"])) for slug, label in DOMAINS.items()),
        key=lambda pair: -pair[1],
    )
    untold = own["courses"] - sum(n for _, n in counts)
    note = f"{untold:.0f} formations sans domaine connu." if untold else ""
    about = _figure(atlas, "domaines", "Formations par domaine")
    rows = tuple(Bar(label, n) for label, n in counts)
    title = "Les formations par domaine"
    return Chart("domaines", title, rows, "formations", _with(about, place=place.name), note=note)


def _territory(
    atlas: Atlas, place: Territory, own: tuple[Figure, ...], wider: tuple[Figure, ...]
) -> Band:
    enrolled = tuple(f for f in own if f.label == ENROLMENT)
    outcomes = outcome_figures(atlas, place)
    keys = [courses(atlas, place), far_share(atlas, place, "apprentissage")]
    keys += sorted(outcomes, key=lambda f: not f.known)[:2]
    worked, missing = formula_figures(atlas, place)
    charts = [by_voie(atlas, place)]
    if len(enrolled) > 1:
        charts.insert(0, _enrolment(enrolled))
    far = tuple(far_share(atlas, place, voie) for voie in ("", "scolaire", "superieur", "continue"))
    helping, unhelped = helping_figures(atlas, place)
    more = (
        *enrolled,
        *helping,
        *worked,
        *(f for f in far if not f.missing),
        *(f for f in outcomes if f not in keys),
    )
    lost = (*(f for f in (*keys, *far) if f.missing), *missing, *unhelped)
    if not outcomes:
        lost += (absent("insertion", "Emploi à 6 mois des sortants", "DEPP et Dares, InserJeunes"),)
    return Band(
        THEME, "territoire", tuple(f for f in keys if not f.missing), tuple(charts),
        more=(*more, *(f for f in own if f not in enrolled)), wider=wider, missing=lost,
    )  # fmt: skip


def _enrolment(figures: tuple[Figure, ...]) -> Chart:
    """People by voie as they are published, each with its own year."""
    rows = tuple(Bar(f"{f.category} ({f.period})", f.value, status=f.status) for f in figures)
    about = replace(
        figures[0],
        period="année selon la voie, dite avec elle",
        source=" ; ".join(dict.fromkeys(f.source for f in figures)),
        reference=" ; ".join(dict.fromkeys(f.reference for f in figures)),
    )
    return Chart("effectifs", "Les effectifs par voie", rows, "personnes", about)


def _metier(
    atlas: Atlas, place: Territory, own: tuple[Figure, ...], wider: tuple[Figure, ...]
) -> Band:
    inside = set(atlas.communes.loc[place.inside, "code"])
    at = atlas.sites["commune"].isin(inside).to_numpy()
    site = atlas.columns.site
    here = (site >= 0) & at[site] & ~atlas.columns.is_distance
    codes = Counter(code for text in atlas.offers.loc[here, "romes"] for code in set(text.split()))
    silent = int((atlas.offers.loc[here, "romes"] == "").sum())
    names = atlas.rome_labels
    rows = tuple(
        Bar(names.get(code, code), float(n))
        for code, n in sorted(codes.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
    )
    about = _figure(atlas, "metiers-prepares", "Formations par métier", place=place.name)
    note = f"Une formation peut mener à plusieurs métiers ; {silent} n'en disent aucun."
    title = "Les métiers auxquels les formations d'ici préparent le plus"
    charts = (Chart("metiers-prepares", title, rows, "formations", about, note=note),)
    return Band(THEME, "metier", own[:4], charts if rows else (), more=own[4:], wider=wider)


def _sector(
    atlas: Atlas, place: Territory, own: tuple[Figure, ...], wider: tuple[Figure, ...]
) -> Band:
    rev3 = counted(atlas, place).share(
        _figure(
            atlas, "rev3", "Formations repérées rev3",
            formula="formations qui suivent la règle publiée du profil de la région, rapportées "
            "aux formations sur place",
        ),
        ("Formations repérées", "rev3"),
        ("Formations sur place", "courses"),
    )  # fmt: skip
    charts = (by_domain(atlas, place),)
    return Band(THEME, "secteur", (rev3, *own[:3]), charts, more=own[3:], wider=wider)


def _public(
    atlas: Atlas, place: Territory, own: tuple[Figure, ...], wider: tuple[Figure, ...]
) -> Band:
    sums = counted(atlas, place).own
    rows = [Bar(label, float(sums[f"public_{slug}"])) for slug, label in PUBLICS.items()]
    told = {slug for text in set(atlas.own_offers["publics"]) for slug in text.split()}
    missing = [
        absent(f"offre-{slug}", f"Formations ouvertes : {label[0].lower()}{label[1:]}",
               "Offre de formation du C2RP (format LHEO), publics visés")
        for slug, label in PUBLICS.items()
        if slug not in told
    ]  # fmt: skip
    shown = tuple(bar for bar, slug in zip(rows, PUBLICS, strict=True) if slug in told)
    about = _figure(atlas, "publics", "Formations par public", place=place.name)
    note = "Une formation peut être ouverte à plusieurs publics, et toutes ne le disent pas."
    title = "À qui les formations d'ici sont ouvertes"
    charts = (Chart("publics", title, shown, "formations", about, note=note),)
    outcomes = outcome_figures(atlas, place)
    missing += [
        absent("offre-qpv", "Personnes formées habitant un quartier prioritaire ou une ZRR",
               "France Travail et Région, entrées en formation par commune d'habitation"),
    ] if place.level != "region" else []  # fmt: skip
    return Band(
        THEME, "public", outcomes[:4] or own[:4], charts if shown else (),
        more=(*outcomes[4:], *(own if outcomes else own[4:])), wider=wider, missing=tuple(missing),
    )  # fmt: skip


def _figure(atlas: Atlas, key: str, label: str, **more: str) -> Figure:
    keys = atlas.cached(
        "portrait-offer-sources", lambda: list(dict.fromkeys(atlas.own_offers["source"]))
    )
    period = years_of_offer(atlas) or built_words(atlas)
    perimeter = more.pop("perimeter", "formations de l'atlas tenues dans le territoire")
    simulated = " – données simulées" if atlas.demonstration else ""
    return Figure(
        key, label, source=joined_sources(atlas, keys) + simulated, period=period,
        perimeter=perimeter, level="", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _with(figure: Figure, **changes: str) -> Figure:
    return replace(figure, **changes)  # type: ignore[arg-type]
