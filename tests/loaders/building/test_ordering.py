"""Files are read after those that give what they need, whatever the order of their names."""

from dataclasses import replace
from graphlib import CycleError
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from samples.loader_contexts import informed

from loaders.building.gathering import gather, read_files
from loaders.files.finding import SourceFile
from loaders.source import Context, Parsed, Source
from loaders.store.tables import empty_table

from ..conftest import offer

NO_ROW = pd.DataFrame(columns=["row", "reason", "content"])


def source(key: str, read, gives=("sites", "offers"), needs=()) -> Source:
    return Source(key, key, "", "", "", "", lambda path: True, read, gives, needs)


def file_of(source: Source, name: str = "") -> SourceFile:
    return SourceFile(Path(name or source.key), name or source.key, source, "")


@pytest.fixture
def region(communes) -> Context:
    return Context(communes, pd.DataFrame(), pd.DataFrame(), SimpleNamespace(name="Essai"))


def nomenclature(vintage: str, **codes: str) -> Parsed:
    table = pd.DataFrame({"code": list(codes), "label": list(codes.values())})
    return Parsed({"codes": table}, len(table), vintage=vintage)


def test_a_parser_finds_what_it_needs_whatever_the_names(region: Context, tables) -> None:
    seen: dict[str, Context] = {}

    def courses(path: Path, context: Context) -> Parsed:
        seen["courses"] = context
        return Parsed({"sites": tables.sites, "offers": tables.offers}, 3)

    def placed(path: Path, context: Context) -> Parsed:
        seen["placed"] = context
        town = tables.sites.assign(site="site-2", precision="commune")
        sites = pd.concat([tables.sites, town])
        return Parsed({"sites": sites, "offers": tables.offers.iloc[:0]}, 0)

    asking = source("a", courses, needs=("codes", "places"))
    placing = source("b", placed, gives=("places", "sites"), needs=("codes",))
    old = source("c", lambda path, context: nomenclature("2024", x="ancien", y="seul"), ("codes",))
    new = replace(old, read=lambda path, context: nomenclature("2025", x="nouveau"))
    files = [file_of(asking), file_of(placing), file_of(old, "c1"), file_of(new, "c2")]
    gathered = gather(read_files(files, region), region)

    assert gathered.sources["source"].tolist() == ["a", "b", "c", "c-2"], "accounts keep the order"
    codes = seen["courses"].nomenclatures["codes"]
    assert codes["label"].tolist() == ["nouveau", "ancien", "seul"], "the newest vintage first"
    assert seen["placed"].nomenclatures.keys() == {"codes"}
    assert seen["placed"].places.empty
    assert seen["courses"].places["site"].tolist() == ["site-1"], "addresses only"
    assert "codes" not in gathered.tables
    alone = informed(region, files, asking)
    assert alone.nomenclatures["codes"].equals(codes)
    assert alone.places["site"].tolist() == ["site-1"]


def test_sources_that_need_one_another_are_a_fault(region: Context) -> None:
    def none(path: Path, context: Context) -> Parsed:
        return Parsed({}, 0)

    one, other = source("a", none, ("x",), ("y",)), source("b", none, ("y",), ("x",))
    with pytest.raises(CycleError):
        gather(read_files([file_of(one), file_of(other)], region), region)


def test_a_course_of_two_sources_says_what_each_says(region: Context, tables) -> None:
    def read(*rows: dict[str, object]):
        frame = pd.DataFrame(rows)
        parsed = Parsed({"sites": tables.sites, "offers": frame}, len(rows))
        return lambda path, context: parsed

    pupils = read(offer(1, capacity=None, enrolled=12, rncp="", romes="G1602"))
    places = read(offer(1, capacity=24, enrolled=99, rncp="RNCP1", romes="D1102"), offer(2))
    files = [file_of(source("eleves", pupils)), file_of(source("places", places))]
    gathered = gather(read_files(files, region), region)
    assert gathered.offers["offer"].tolist() == ["offer-1", "offer-2"]
    first = gathered.offers.iloc[0]
    assert (first["capacity"], first["enrolled"], first["rncp"]) == (24, 12, "RNCP1")
    assert first["romes"] == "G1602", "what the first source says stays"
    assert gathered.sources["rows_rejected"].tolist() == [0, 0]


def test_tables_of_observation_are_kept_once(region: Context) -> None:
    texts = dict.fromkeys(("voie", "mef", "cfd", "status", "source", "vintage"), "")
    numbers = dict.fromkeys(empty_table("outcomes").columns)
    row = {**numbers, **texts, "level": "region", "code": "32", "cohort": "2020_2021"}
    parsed = Parsed({"outcomes": pd.DataFrame([row])}, 1)
    observed = source("ij", lambda path, context: parsed, ("outcomes",))
    gathered = gather(read_files([file_of(observed), file_of(observed, "copie")], region), region)
    assert gathered.tables["outcomes"]["source"].tolist() == ["ij"]
    assert gathered.tables["tension"].empty
    assert gathered.offers.empty
