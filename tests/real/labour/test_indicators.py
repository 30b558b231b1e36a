"""Every figure that ships with the region is in the contract's extraction, at the line it cites."""

import re
from pathlib import Path

import pandas as pd
import pytest

from loaders.sources.observation.contract import read_indicators

INDICATORS = read_indicators("hauts-de-france")


@pytest.fixture(scope="module")
def spec(shared_data: Path) -> dict[str, list[str]]:
    folder = shared_data.parent / "spec"
    if not folder.is_dir():
        pytest.skip("les extraits du contrat (../shared/spec) ne sont pas là")
    return {path.name: path.read_text(encoding="utf-8").splitlines() for path in folder.iterdir()}


def sections(lines: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("#"):
            parts.append([])
        parts[-1].append(line)
    return parts


def compact(text: str) -> str:
    """Return a text with its numbers written whole: « 5 975 800 » is « 5975800 »."""
    text = text.replace("\u202f", " ").replace("\u00a0", " ").replace("−", "-")
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text)


def cited(spec: dict[str, list[str]], reference: str) -> str:
    """Return what the extraction says at a reference: the lines that cite it, else their section.

    A line of a table that cites it is enough; where the lines are cited by a title or by a row of
    their own, the section is what they say.
    """
    document, where = reference.split(", l. ")
    if document == "Contrat":
        marks = [where, *re.split(r", ", where)]
        files = [name for name in spec if name.startswith("cprdfop")]
    else:
        files = [name for name in spec if name.startswith("orientations")]
        marks = [f"L{where}" if document == "Centre Inffo" else where, where]
    pattern = "|".join(re.escape(mark).replace("–", "[–-]") for mark in marks)
    found = []
    for name in files:
        for section in sections(spec[name]):
            hits = [line for line in section if re.search(rf"(?<!\d)L?({pattern})(?![\d])", line)]
            rows = [line for line in hits if re.search(r"\d", line) and not line.startswith("#")]
            # « | l. | 1458–1465 | » and titles cite for the whole section.
            whole = any(line.startswith(("#", "| l. |")) or line.endswith(":") for line in hits)
            found += section if whole else rows
    return compact("\n".join(found))


def number_of(value: float) -> str:
    return f"{abs(value):.10g}".replace(".", ",")


def says(text: str, value: float) -> bool:
    """Tell whether a text has a number, « 64,0 » being 64 and « 1000 » as it is."""
    return bool(re.search(rf"(?<![\d,]){re.escape(number_of(value))}(,0+)?(?!,?\d)", text))


@pytest.mark.parametrize("row", INDICATORS.to_dict("records"), ids=lambda row: row["reference"])
def test_a_figure_is_at_the_line_it_cites(row: dict, spec: dict[str, list[str]]) -> None:
    text = cited(spec, row["reference"])
    assert text, "la référence n'est pas dans l'extraction"
    if row["unit"] == "classe de 1 à 5":
        degrees = ("Très faible", "Faible", "Moyenne", "Élevée", "Très élevée")
        assert row["text"] == degrees[int(row["value"]) - 1]
        assert row["text"].casefold() in text.casefold()
    elif pd.notna(row["value"]):
        assert says(text, row["value"])
    for number in re.findall(r"\d+(?:,\d+)?", compact(row["text"])):
        assert number in text


def table(spec: dict[str, list[str]], title: str) -> list[list[str]]:
    """Return the cells of the first table under a title of the diagnosis."""
    for section in sections(spec["cprdfop-hdf-diagnostic-et-ambition-1.md"]):
        if section and title in section[0]:
            rows = [line for line in section if line.startswith("| ")]
            return [[cell.strip() for cell in line.strip("|").split("|")] for line in rows]
    raise AssertionError(title)


def shipped(**wanted: str) -> pd.DataFrame:
    found = INDICATORS
    for column, value in wanted.items():
        found = found[found[column] == value]
    return found


def test_the_ten_most_tense_metiers_have_all_their_columns(spec) -> None:
    header, *rows = table(spec, "TOP 10")
    columns = {
        "Tension globale": "Tension globale",
        "Intensité des embauches": "Intensité des embauches",
        "Lien formation-emploi": "Lien formation-emploi",
        "Manque de main-d'œuvre disponible": "Manque de main-d'œuvre disponible",
        "Non-durabilité de l'emploi": "Non-durabilité de l'emploi",
        "Conditions de travail contraignantes": "Conditions de travail contraignantes",
        "Inadéquation géographique": "Inadéquation géographique",
    }
    assert header[1:-1] == list(columns)
    assert len(rows) == 10
    for cells in rows:
        ours = shipped(reference=f"Contrat, l. {cells[-1]}", entry="metier")
        assert dict(zip(ours["indicator"], ours["text"], strict=True)) == dict(
            zip(columns, cells[1:-1], strict=True)
        )
        start = cells[0].replace(", etc.", "").replace("BTP", "")
        assert ours["category"].str.replace("BTP", "").str.startswith(start.split(",")[0]).all()


def test_unemployment_is_that_of_the_table(spec) -> None:
    codes = {"Aisne": "02", "Nord": "59", "Oise": "60", "Pas-de-Calais": "62", "Somme": "80"}
    rates = {cells[0]: cells[1] for cells in table(spec, "Unemployment by territory")}
    for name, code in codes.items():
        (value,) = shipped(
            indicator="Taux de chômage", level="departement", code=code, period="T1 2021"
        )["value"]
        assert number_of(value) + " %" == rates[name]


def test_enrolments_by_voie_are_those_of_the_table(spec) -> None:
    counts = [cells[1] for cells in table(spec, "Enrolments by voie")[1:5]]
    ours = shipped(indicator="Effectifs par voie", level="region")
    for count in counts:
        value = float(re.sub(r"\D", "", count))
        assert (ours["value"] == value).sum() == 1
    assert [re.sub(r"\D", "", count) for count in counts] == ["222699", "48800", "64800", "237849"]
    assert 106_777 in set(ours["value"])


def test_funders_add_up_to_the_total() -> None:
    ours = shipped(indicator="Demandeurs d'emploi formés par financeur")
    parts = ours[(ours["category"] != "Total") & ours["value"].notna()]
    assert parts["value"].sum() == 106_777


def test_contradictions_are_both_there() -> None:
    marked = INDICATORS[INDICATORS["contradiction"] != ""]
    sizes = marked.groupby("contradiction").size()
    assert (sizes >= 2).all()
    lyceens = marked[marked["contradiction"] == "lyceens"]
    assert set(lyceens["text"]) == {"", "plus de 258 000"}
    assert {
        "non-diplomes",
        "neet",
        "pauvrete",
        "poursuite-etudes",
        "apprentis",
        "naissances",
        "cible-apprentissage",
        "pole-emploi-formes",
        "emploi-secteurs",
        "formations-sanitaires",
        "methodes-production",
        "animation-socioculturelle",
    } <= set(sizes.index)
