"""The catalogue of addresses is sound, and says which files are wanted and where they are today."""

import json
import re
from urllib.parse import urlsplit

import pytest

from loaders.__main__ import main
from loaders.catalogue import CATALOGUE
from loaders.errors import SourceError
from loaders.fetching.addresses import Remote, read_addresses
from loaders.fetching.plan import address_of, plan
from loaders.fetching.web import FetchError, Web
from tests.loaders.fetch_sample import HASTE, SOURCE
from tests.loaders.fetch_server import serving

REMOTE = Remote("essai", "bmo.xlsx", "xlsx", "", dataset="abc", resource=r"BMO_(20\d\d)\.xlsx")


def test_our_catalogue_is_sound() -> None:
    remotes = read_addresses()
    assert {urlsplit(remote.address).scheme for remote in remotes} <= {"https", ""}
    assert all(remote.vintage and remote.format for remote in remotes)
    assert all(remote.resource for remote in remotes if remote.dataset)
    assert {remote.source for remote in remotes} <= {source.key for source in CATALOGUE}


@pytest.mark.parametrize("source", CATALOGUE, ids=lambda source: source.key)
def test_every_source_says_where_its_files_are(source) -> None:
    assert any(remote.source == source.key for remote in read_addresses())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[file]", "ne se lit pas"),
        ('[[file]]\nsource = "a"\nname = "b.csv"\naddress = "https://c.fr"\n', "manque un champ"),
        ("{base}\nmeteo = 1", "« meteo » n'est pas un champ connu"),
        ('{base}\nby_hand = "demander"', "une seule chose"),
        ('{base}\nlargest = "gros"', "pas du type attendu"),
        ("{base}\ncolumns = 3", "la valeur de « columns » n'est pas du type attendu"),
        ("{base}\nlargest = 3\nmeteo = 1\nvintage2 = 2", "b.csv : « meteo » n'est pas"),
        ('[[file]]\nname = "b.csv"', "b.csv : il manque un champ (« source »)"),
        ('{base}\nmember = "("', "expression est mal écrite"),
        ("{base}\n{base}", "déclaré plusieurs fois"),
        ('{bare}\nname = "../b.csv"\naddress = "https://c.fr/"', "simple nom de fichier"),
        ('{bare}\nname = "b.csv"\naddress = "c.fr/b.csv"', "pas une adresse complète"),
    ],
)
def test_a_faulty_catalogue_is_refused(tmp_path, text, words) -> None:
    bare = '[[file]]\nsource = "a"\nformat = "csv"\nvintage = ""'
    base = f'{bare}\nname = "b.csv"\naddress = "https://c.fr/"'
    path = tmp_path / "c.toml"
    path.write_text(text.replace("{base}", base).replace("{bare}", bare))
    with pytest.raises(SourceError, match=re.escape(words)):
        read_addresses(path)


def test_the_plan_keeps_what_is_read_and_asked_for() -> None:
    remotes = [Remote("essai", name, "csv", "", address="https://a.fr/") for name in ("a", "b")]
    remotes.append(Remote("inconnue", "c", "csv", "", address="https://a.fr/"))
    assert [wish.remote.name for wish in plan(remotes, [SOURCE])] == ["a", "b"]
    assert [wish.remote.name for wish in plan(remotes, [SOURCE], ["b"])] == ["b"]
    with pytest.raises(SourceError, match="inconnue"):
        plan(remotes, [SOURCE], ["inconnue"])


def test_the_newest_edition_of_a_data_set_is_taken(monkeypatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    web = Web(HASTE, loopback=True)
    editions = [
        {"title": "BMO 2026", "url": "https://a.fr/BMO_2026.xlsx", "last_modified": "2026-04-01"},
        {"title": "BMO 2024", "url": "https://a.fr/BMO_2024.xlsx", "last_modified": "2027-01-01"},
        {"title": "notice", "url": "https://a.fr/notice.pdf"},
    ]
    with serving() as server:
        portal = server.address + "/api/{}"
        page = server.add("api/abc", json.dumps({"resources": editions}).encode(), errors=[502])
        assert address_of(REMOTE, web, portal) == "https://a.fr/BMO_2026.xlsx"
        page.body = json.dumps({"resources": editions[2:]}).encode()
        with pytest.raises(FetchError, match="n'a plus de fichier"):
            address_of(REMOTE, web, portal)
        page.body = b'{"resources": [{}]}'
        with pytest.raises(FetchError, match="pas la forme attendue"):
            address_of(REMOTE, web, portal)
        page.body = b"<html>"
        with pytest.raises(FetchError, match="pas lisible"):
            address_of(REMOTE, web, portal)


def test_the_sources_are_listed(capsys) -> None:
    assert main(["sources", "--json"]) == 0
    listed = {one["source"]: one for one in json.loads(capsys.readouterr().out)}
    assert set(listed) == {source.key for source in CATALOGUE}
    assert "https://" in listed["parcoursup"]["files"][0]["address"]
    assert main(["sources"]) == 0
    assert "Licence Ouverte" in capsys.readouterr().out
