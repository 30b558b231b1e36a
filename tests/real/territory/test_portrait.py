"""Portraits on the real files: the contract's figures, the survey's rows, the counts of courses."""

import csv

import pytest
from samples.contract_figures import check_the_region_s_page

from callbacks.territory.page import content
from geodata.portrait.composition import portrait
from geodata.portrait.figure import ENTRIES
from geodata.portrait.themes.outcomes import outcome_figures
from geodata.portrait.themes.recruitment import recruitment_figures
from geodata.territory import territories, territory


def figures(atlas, level, code, entry="territoire"):
    shown = portrait(atlas, level, code, entry)
    return {f.key: f for band in shown.bands for f in band.figures}


def test_the_region_s_page_gives_the_contract_s_figures(real_atlas):
    check_the_region_s_page(lambda entry: content(real_atlas, "region", "32", {"entree": entry}))


def test_the_projects_of_a_departement_are_the_survey_s_own_row(real_atlas):
    table = real_atlas.tension
    rows = table[(table["source"] == "bmo") & (table["level"] == "departement")]
    row = rows[(rows["code"] == "02") & (rows["metier"] == "total")].iloc[0]
    found = figures(real_atlas, "departement", "02")
    assert found["projets"].value == row["projects"]
    assert found["projets-difficiles"].parts[0][1] == row["difficult"]


def shares_of_the_file(shared_data, column, **where):
    """Low, high and known share in %, counted in the producer's file without any of our code."""
    whole = paired = part = 0
    with (shared_data / "emploi" / "bmo_2024_hdf.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if any(row[name] != value for name, value in where.items()) or row["met"] == "*":
                continue
            whole += int(row["met"])
            if row[column] != "*":
                paired += int(row["met"])
                part += int(row[column])
    return 100 * part / whole, 100 * (part + whole - paired) / whole, 100 * part / paired


@pytest.mark.parametrize(
    ("level", "code", "where", "said"),
    [
        ("region", "32", {}, (51.3, 61.4, 57.0)),
        ("bmo_basin", "3206", {"BE24": "3206"}, (56.0, 84.5, 78.4)),
        ("departement", "02", {"Dept": "02"}, None),
        ("departement", "59", {"Dept": "59"}, None),
    ],
)
def test_a_secret_number_of_difficult_projects_is_not_a_zero(
    real_atlas, shared_data, level, code, where, said
):
    found = {f.key: f for f in recruitment_figures(real_atlas, territory(real_atlas, level, code))}
    for key, column in (("projets-difficiles", "xmet"), ("projets-saisonniers", "smet")):
        low, high, known = shares_of_the_file(shared_data, column, **where)
        figure = found[key]
        assert (figure.low, figure.high, figure.value) == pytest.approx((low, high, known))
        if said and column == "xmet":
            assert tuple(round(n, 1) for n in (low, high, known)) == said


def test_a_basin_that_reaches_far_beyond_a_territory_is_not_copied(real_atlas):
    lens = figures(real_atlas, "spel", "627")
    assert lens["projets"].value > 0  # its basin is its own
    shown = portrait(real_atlas, "epci", "200069722", "territoire")  # 4,261 people, near Abbeville
    lost = {f.key: f for band in shown.bands for f in band.missing}
    assert "ne connaît que : bassin BMO Abbeville Ponthieu" in lost["projets"].missing
    assert "recruitment" not in {one.kind for one in shown.essentials}
    share = {f.key: f for band in shown.bands for f in band.figures}["projets-difficiles"]
    assert share.level == "bmo_basin"  # a share says whose it is


def test_the_courses_of_the_spel_are_those_of_their_communes(real_atlas):
    atlas = real_atlas
    commune = atlas.sites.set_index("site")["commune"]
    spel = atlas.communes.set_index("code")["spel"]
    here = atlas.offers[atlas.offers["modality"] != "distance"]
    counts = here["site"].map(commune).map(spel).value_counts()
    for code in territories(atlas)["spel"]:
        assert figures(atlas, "spel", code)["nombre"].value == counts.get(code, 0), code


def test_every_territory_has_a_portrait_by_every_entry(real_atlas):
    for level in ("region", "departement", "spel", "zone_emploi", "epci"):
        for code in territories(real_atlas)[level]:
            for entry in ENTRIES:
                shown = portrait(real_atlas, level, code, entry)
                for band in shown.bands:
                    for figure in band.figures:
                        assert figure.source or not figure.known, (code, figure.key)
                        assert figure.value is None or figure.value == figure.value


def test_the_sources_of_the_courses_are_named_and_not_by_their_keys(real_atlas):
    known = set(real_atlas.sources["source"])
    assert any("+" in source for source in real_atlas.offers["source"])
    source = figures(real_atlas, "spel", "596")["nombre"].source
    assert len(source.split(" ; ")) == len(set(source.split(" ; ")))
    for name in source.split(" ; "):
        assert name not in known
        assert "+" not in name


@pytest.mark.parametrize("voie", ["scolaire", "apprentissage"])
def test_the_region_s_rate_is_its_leavers_at_work_over_its_leavers(real_atlas, shared_data, voie):
    name = "inserjeunes_region32_par_formation.csv"
    with (shared_data / "offre_formation" / name).open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["voie"] == voie]
    newest = max(row["millesime"] for row in rows)
    told = [
        (int(row["nb_sortant"]), int(row["taux_emploi_6_mois"]), row["nb_en_emploi_6_mois"])
        for row in rows
        if row["millesime"] == newest and row["nb_sortant"] and row["taux_emploi_6_mois"]
    ]
    people = sum(n for n, _, _ in told)
    found = outcome_figures(real_atlas, territory(real_atlas, "region", "32"))
    (work,) = [figure for figure in found if figure.key == f"emploi-{voie}"]
    assert work.parts[0] == ("Sortants", people)
    assert work.value == pytest.approx(sum(n * rate for n, rate, _ in told) / people)
    # The rates are rounded to one point: so is what the numbers of people at work give.
    at_work = sum(int(n) for _, _, n in told if n)
    assert work.value == pytest.approx(100 * at_work / people, abs=0.5)
