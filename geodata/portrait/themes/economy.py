"""The theme « entreprises et emploi »: what is published of jobs, sectors and establishments.

No file that the atlas reads gives jobs or establishments below the region: only the contract's own
figures are there, and the missing sources are named.
"""

from geodata.atlas import Atlas
from geodata.portrait.figure import Band, Bar, Chart, Figure, absent
from geodata.portrait.published import find, published
from geodata.territory import Territory

THEME = "entreprises-emploi"

_FIRST = {
    "territoire": (
        "Emplois salariés et non salariés", "Établissements employeurs",
        "Créations d'entreprises", "Part des établissements de 50 salariés et plus",
    ),
    "secteur": ("Emplois salariés",),
    "metier": ("Part dans l'emploi",),
    "public": ("Part des salariés qui changent de métier en cinq ans",),
}  # fmt: skip

_DRAWN = {"secteur": "Emplois salariés", "metier": "Part dans l'emploi"}

_TITLES = {
    "Emplois salariés": "Où sont les emplois salariés",
    "Part dans l'emploi": "Ouvriers, employés, cadres",
}

_NOT_HERE = {
    "territoire": (
        ("emplois", "Emplois au lieu de travail", "Insee, recensement et estimations d'emploi"),
        ("etablissements", "Établissements employeurs", "Insee, répertoire Sirene (Flores)"),
        ("creations", "Créations d'entreprises", "Insee, répertoire des entreprises (Sirene)"),
    ),
    "secteur": (("emplois-secteur", "Emplois salariés par secteur", "Insee, Flores ; Urssaf"),),
    "metier": (("emplois-metier", "Emplois par catégorie ou métier", "Insee, recensement"),),
    "public": (("emploi-public", "Emploi par âge et par sexe", "Insee, recensement"),),
}


def band(atlas: Atlas, place: Territory, entry: str) -> Band:
    """Return the theme by one entry."""
    own = published(atlas, place.level, place.code, THEME, entry, place.name)
    wider: tuple[Figure, ...] = ()
    missing: tuple[Figure, ...] = ()
    if place.level != "region":
        region = str(atlas.profile.get("code", ""))
        wider = published(atlas, "region", region, THEME, entry, atlas.region_name)
        missing = tuple(absent(f"emploi-{slug}", *rest) for slug, *rest in _NOT_HERE[entry])
    shown = own or wider
    drawn = _chart(shown, _DRAWN.get(entry, ""))
    if entry == "territoire" and place.level == "region":
        drawn = jobs_by_sector(atlas, place)
    charts = () if drawn is None else (drawn,)
    keys = _keys(own, entry)
    return Band(
        THEME,
        entry,
        keys,
        charts,
        more=tuple(figure for figure in own if figure not in keys),
        wider=wider,
        missing=missing,
    )


def jobs_by_sector(atlas: Atlas, place: Territory) -> Chart | None:
    """Return the chart of jobs by sector, None when nothing is published for the place."""
    figures = published(atlas, place.level, place.code, THEME, "secteur", place.name)
    return _chart(figures, "Emplois salariés")


def _keys(figures: tuple[Figure, ...], entry: str) -> tuple[Figure, ...]:
    named = [find(figures, label) for label in _FIRST[entry]]
    if entry in ("secteur", "metier"):
        named = [f for f in figures if f.label in _FIRST[entry]]
    found = [figure for figure in named if figure is not None and figure.known]
    return tuple((found or list(figures))[:4])


def _chart(figures: tuple[Figure, ...], label: str) -> Chart | None:
    rows = [f for f in figures if f.label == label and f.category != "Ensemble"]
    if len(rows) < 2:
        return None
    beside = {f.category: f.beside[0].value for f in rows if f.beside}
    bars = tuple(Bar(f.category, f.value, beside.get(f.category), f.status) for f in rows)
    return Chart(
        key="graphe-" + ("emplois" if label == "Emplois salariés" else "categories"),
        title=_TITLES[label],
        rows=tuple(sorted(bars, key=lambda bar: -(bar.value or 0))),
        unit=rows[0].unit or "%",
        about=rows[0],
        beside="France métropolitaine" if beside else "",
        decimals=1 if rows[0].unit == "%" else 0,
    )
