"""EPCI: a SIREN of nine digits; a commune in none has none."""

from pathlib import Path

from loaders.sources.zonings.commune_lists import EPCI
from tests.loaders.zoning_files import check_account, names, reasons, small_region, values, write


def test_each_commune_has_its_epci(tmp_path: Path, communes) -> None:
    text = "codgeo;libgeo;epci;libepci\n80001;A;200071785;CA Une\n80002;B;ZZZZZZZZZ;Sans objet\n"
    path = write(tmp_path, text + "02003;C;240 200 477;CA Deux\n", "epci_au_01-01-2026.csv")
    assert EPCI.recognises(path)
    parsed = EPCI.read(path, small_region(communes))
    assert values(parsed, "epci") == {
        "80001": "200071785",
        "02003": "240200477",
        "02004": "240200477",
    }
    assert names(parsed) == {"200071785": "CA Une", "240200477": "CA Deux"}
    assert reasons(parsed) == {2: "zone ou classe absente ou inconnue"}
    assert parsed.vintage == "EPCI 2026"
    check_account(parsed)
