"""Places in BTS become courses of higher education and apprenticeships."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.schema import OFFERS
from loaders.catalogue import recognise
from loaders.errors import MissingColumnError
from loaders.source import Context
from loaders.sources.schools.bts_capacities import NO_STATUS, read
from loaders.sources.schools.rows import NO_MEF
from tests.loaders.diploma_sample import sample_context

PLACES = """UAI,LIBELLÉFORMATION,MEFSTAT11_old,NB_VOEUX_CONFIRMES,STATUT,CAPACITEPSUP,CFD,\
CFD rectifié,Rectif,MEFSTAT11
0800001A,BTS - SIO,32211032612,140,Scolaire,33,32032612,32032612,FAUX,32211032612
0800001A,BTS - SIO - en apprentissage,32211032612,10,Apprentissage,5,32032612,32032612,FAUX,\
32211032612
0800001A,BTS - SIO - en apprentissage,32211032612,10,Apprentissage,7,32032612,32032612,FAUX,\
32211032612
0800002B,BTS - SIO,32211032612,10,Scolaire,,32032612,32032612,FAUX,32211032612
0800002B,BTS - option A,32221032613,10,Libre,4,32032613,32032613,FAUX,32221032613
0800002B,BTS - inconnu,32211099999,10,Scolaire,4,99999999,99999999,FAUX,32211099999
0800002B,BTS - du CFD seul,32211099999,10,Scolaire,4,40031212,40031212,FAUX,32211099999
0750001A,BTS - SIO,32211032612,140,Scolaire,33,32032612,32032612,FAUX,32211032612
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "places 2022.csv"
    path.write_text(PLACES, encoding="cp1252")
    return path


@pytest.fixture
def region(communes, tmp_path: Path) -> Context:
    (tmp_path / "bcn").mkdir()
    context = sample_context(communes, tmp_path / "bcn")
    taught = pd.DataFrame(
        [
            {"uai": "0800001A", "cfd": "32032613", "number": 10},
            {"uai": "0800001A", "cfd": "32032614", "number": 20},
        ]
    )
    return replace(context, nomenclatures={**context.nomenclatures, "taught": taught})


def test_a_first_year_is_shared_out_between_the_options_of_the_school(path, region) -> None:
    parsed = read(path, region)
    offers = OFFERS.validate(parsed.tables["offers"].assign(domain="")).set_index("offer")
    capacity = offers["capacity"]
    assert capacity["superieur-0800001A-32032613"] == 11
    assert capacity["superieur-0800001A-32032614"] == 22
    assert capacity["apprentissage-0800001A-32032613"] == 2 + 2
    assert capacity["apprentissage-0800001A-32032614"] == 3 + 5
    assert pd.isna(capacity["superieur-0800002B-32032612"]), "no place is said, no option known"
    title = "BTS Services informatiques aux organisations"
    assert offers.loc["superieur-0800002B-32032612", "title"] == title
    assert offers.loc["apprentissage-0800001A-32032613", "publics"] == "apprentis"


def test_the_file_s_own_code_serves_when_its_module_is_unknown(path, region) -> None:
    offers = read(path, region).tables["offers"].set_index("offer")
    assert offers.loc["superieur-0800002B-40031212", "capacity"] == 4


def test_every_other_row_has_its_reason(path, region) -> None:
    parsed = read(path, region)
    assert parsed.rejects[["row", "reason"]].to_numpy().tolist() == [[5, NO_STATUS], [6, NO_MEF]]
    assert (parsed.rows_read, parsed.rows_kept, parsed.elsewhere) == (8, 5, 1)
    assert parsed.vintage.startswith("2022")


def test_the_file_is_known_and_a_renamed_column_named(path, region) -> None:
    assert recognise(path).key == "bts-places"
    path.write_text(PLACES.replace("CAPACITEPSUP", "CAPACITE_P"))
    assert recognise(path).key == "bts-places"
    with pytest.raises(MissingColumnError, match=r"« CAPACITEPSUP ».*« CAPACITE_P »"):
        read(path, region)
