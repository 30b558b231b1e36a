"""Tables of the contract that the region's portrait gives whole: tensions, unemployment."""

from dataclasses import replace

from geodata.atlas import Atlas
from geodata.portrait.figure import Figure, Grid, source_name
from geodata.portrait.published import one
from geodata.territory import territories

UNEMPLOYMENT = "Taux de chômage"

COLUMNS = (
    "Tension globale", "Intensité des embauches", "Lien formation-emploi",
    "Manque de main-d'œuvre disponible", "Non-durabilité de l'emploi",
    "Conditions de travail contraignantes", "Inadéquation géographique",
)  # fmt: skip


def top_ten(atlas: Atlas, region: str) -> Grid | None:
    """Return the contract's table of the most tense métiers, with all its columns."""
    table = atlas.indicators
    if not len(table):
        return None
    rows = table[table["indicator"].isin(COLUMNS) & (table["code"] == region)]
    if rows.empty:
        return None
    order = list(dict.fromkeys(rows.loc[rows["indicator"] == COLUMNS[0], "category"]))
    words = rows.groupby(["category", "indicator"], sort=False)["text"].agg(" / ".join)
    cells = tuple(
        (metier, *(words.get((metier, column), "") for column in COLUMNS)) for metier in order
    )
    first = rows.iloc[0]
    about = Figure(
        "dix-metiers", "Tension", period=str(first["period"]), place=atlas.region_name,
        level="region", source=source_name(atlas, str(first["source"])),
        perimeter=str(first["perimeter"]), reference=str(first["reference"]),
    )  # fmt: skip
    note = (
        "Une tension ne prouve pas un manque de formation : les six indicateurs complémentaires en "
        "disent les causes possibles. Deux mots dans une case : le contrat dit les deux."
    )
    title = "Les dix métiers les plus en tension de la région"
    return Grid("dix-metiers", title, ("Métier", *COLUMNS), cells, about, note)


def by_departement(atlas: Atlas) -> Grid | None:
    """Return every unemployment rate that is published of each département."""
    names = territories(atlas).get("departement", {})
    found = {
        code: figure
        for code, name in names.items()
        if (figure := one(atlas, "departement", code, UNEMPLOYMENT, name=name)) is not None
    }
    if not found:
        return None
    every = [g for f in found.values() for g in (f, *f.before, *f.others) if g.value is not None]
    columns = sorted({(g.period, g.source) for g in every}, key=lambda c: (c[1], c[0]))
    rows = []
    for code, figure in found.items():
        values = {(g.period, g.source): g for g in (*figure.others, *figure.before, figure)}
        cells = [_percent(values.get(column)) for column in columns]
        rows.append((names[code], *cells))
    sources = list(dict.fromkeys(source for _, source in columns))
    about = replace(
        next(iter(found.values())), key="chomage-departements", source=" ; ".join(sources),
        period=" ; ".join(dict.fromkeys(period for period, _ in columns)), place=atlas.region_name,
        reference="", note="",
    )  # fmt: skip
    heads = ("Département", *(f"{period} ({_short(source)})" for period, source in columns))
    notes = dict.fromkeys(filter(None, (f.note for f in found.values())))
    note = " ".join(f"{text[0].upper()}{text[1:]}." for text in notes)
    return Grid(
        "chomage-departements", "Le chômage par département", heads, tuple(rows), about, note
    )


def _percent(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "—"
    return f"{figure.value:.1f}".rstrip("0").rstrip(".").replace(".", ",") + " %"


def _short(source: str) -> str:
    return "contrat" if source.startswith("CPRDFOP") else source.split(" ")[-1].strip("()")
