"""An earlier build is put back in service, whole or not at all."""

import json
import shutil

import pytest

from loaders.__main__ import main
from loaders.errors import StoreError
from loaders.store.regional import read_manifest, read_store
from loaders.store.rollback import roll_back

EARLIER = ["20250101T000000000000-aaaaaa", "20250201T000000000000-bbbbbb"]


@pytest.fixture
def store(store_address, tmp_path):
    """A store of three builds."""
    store = tmp_path / "store"
    shutil.copytree(store_address, store)
    now = read_manifest(str(store)).id
    for name in EARLIER:
        build = store / "builds" / name
        shutil.copytree(store / "builds" / now, build)
        manifest = json.loads((build / "manifest.json").read_text(encoding="utf-8"))
        manifest["id"] = name
        (build / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return store


def test_the_build_before_is_put_back_then_the_one_before_it(store):
    assert roll_back(str(store)).id == EARLIER[1]
    assert read_store(str(store)).manifest.id == EARLIER[1]
    assert roll_back(str(store)).id == EARLIER[0]
    with pytest.raises(StoreError, match="plus ancienne"):
        roll_back(str(store))
    assert read_manifest(str(store)).id == EARLIER[0]


def test_a_build_is_chosen_by_its_name_and_one_may_come_back(store, capsys):
    now = read_manifest(str(store)).id
    assert main(["rollback", EARLIER[0], "--store", str(store)]) == 0
    assert "de nouveau en service" in capsys.readouterr().err
    assert main(["rollback", now, "--store", str(store), "--json"]) == 0
    assert read_manifest(str(store)).id == now
    assert main(["rollback", "nulle-part", "--store", str(store)]) == 1
    assert EARLIER[1] in capsys.readouterr().err


def test_a_damaged_build_is_not_put_in_service(store):
    now = read_manifest(str(store)).id
    (store / "builds" / EARLIER[1] / "offers.parquet").write_bytes(b"x")
    with pytest.raises(StoreError, match="abîmé"):
        roll_back(str(store))
    assert read_manifest(str(store)).id == now


def test_without_a_store_there_is_nothing_to_put_back(tmp_path, capsys):
    assert main(["rollback", "--store", str(tmp_path / "none")]) == 1
    assert "Aucune base régionale" in capsys.readouterr().err
