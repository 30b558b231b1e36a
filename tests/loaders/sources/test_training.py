"""Whatever a table holds, its rows are kept or refused, and each file belongs to one source."""

import csv
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.tables.schema import OFFERS, SITES
from loaders.catalogue import CATALOGUE, TRAINING_SOURCES
from loaders.sources.schools.masters import COLUMNS as MASTER_COLUMNS
from loaders.sources.schools.onisep import COLUMNS as LYCEE_COLUMNS
from loaders.sources.schools.onisep import TAUGHT
from tests.loaders.training_region import small_context

BY_KEY = {source.key: source for source in TRAINING_SOURCES}
HEADERS: dict[str, list[str]] = {
    "masters": [names[0] for names in MASTER_COLUMNS.values()],
    **{key: [names[0], *(n[0] for n in LYCEE_COLUMNS.values())] for key, names in TAUGHT.items()},
    "cfa-convention": [
        "numero_uai", "nature_uai", "commune", "denomination_principale", "patronyme_uai",
        "numero_siren_siret_uai", "date_fermeture", "code_postal_uai", "localite_acheminement_uai",
    ],
    "etablissements-apprentissage": [
        "siret", "uai", "enseigne", "onisep_nom", "code_postal", "localite", "code_insee_localite",
        "ferme", "tags", "lat", "lon", "geo_coordonnees", "updated_at",
    ],
}  # fmt: skip
CELL = st.one_of(
    st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=10),
    st.sampled_from(
        ["80001", "80100", "Alpha", "0800001A", "12345678901234", "49.5", "2,9", "1", "true",
         "2021", "[1", "nan", "49.5,2.9", "01/09/2021", "99999999999"]
    ),
)  # fmt: skip


@pytest.mark.parametrize("key", HEADERS)
def test_each_layout_belongs_to_one_source(tmp_path: Path, key: str) -> None:
    path = tmp_path / "x"
    path.write_text(";".join(HEADERS[key]) + "\n", encoding="utf-8")
    assert [source.key for source in CATALOGUE if source.recognises(path)] == [key]


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_any_rows_are_kept_or_refused(tmp_path: Path, communes, data) -> None:
    key = data.draw(st.sampled_from(sorted(HEADERS)))
    width = len(HEADERS[key])
    rows = data.draw(st.lists(st.lists(CELL, min_size=width - 2, max_size=width + 1), max_size=5))
    path = tmp_path / "x"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file).writerows([HEADERS[key], *rows])
    parsed = BY_KEY[key].read(path, small_context(communes))
    assert parsed.rows_read == parsed.rows_kept + len(parsed.rejects)
    assert (parsed.rejects["reason"] != "").all()
    for name, schema in (("sites", SITES), ("known_places", SITES), ("offers", OFFERS)):
        if name in parsed.tables:
            schema.validate(parsed.tables[name])


def test_what_each_source_gives_is_said(communes) -> None:
    assert len(BY_KEY) == len(TRAINING_SOURCES)
    for source in TRAINING_SOURCES:
        assert source.page.startswith("https://")
        # A source that both gives and needs places would make a circle with another one.
        assert not {"places"} <= set(source.gives) & set(source.needs)
    assert isinstance(small_context(communes).profile, SimpleNamespace)
