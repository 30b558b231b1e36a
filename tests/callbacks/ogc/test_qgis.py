"""QGIS itself, without a window, opens the layers by their address and the GeoPackages, drawn."""

import json
import os
import subprocess
from pathlib import Path

import geopandas as gpd
import pytest

from geodata.layers.rows import ROWS, layer
from layouts.ogc.style import style_of

PYTHON = "/usr/bin/python3"  # QGIS is built for the system's Python, not for ours
SCRIPT = Path(__file__).with_name("open_in_qgis.py")


@pytest.fixture(scope="module")
def qgis(tmp_path_factory):
    """What QGIS says of layers: `qgis(*arguments)`."""
    home = tmp_path_factory.mktemp("qgis")
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "QT_QPA_PLATFORM": "offscreen",
    }

    def run(*command, seconds=300):
        return subprocess.run(
            [PYTHON, *command], env=environment, capture_output=True, text=True, timeout=seconds
        )

    if not Path(PYTHON).exists() or run("-c", "import qgis.core").returncode:
        pytest.skip("QGIS n'est pas installé : apt-get install python3-qgis")

    def told(*arguments):
        done = run(str(SCRIPT), *arguments)
        lines = [line for line in done.stdout.splitlines() if line.startswith("QGIS: ")]
        assert lines, done.stderr
        return json.loads(lines[0].removeprefix("QGIS: "))

    return told


def test_qgis_opens_every_layer_by_its_address(qgis, live_server, atlas):
    found = qgis("--address", f"{live_server}/ogc", *ROWS)
    for name in ROWS:
        rows = layer(atlas, name)
        assert found[name]["valid"], name
        assert found[name]["count"] == len(rows), name
        assert found[name]["empty"] == 0, name
        if len(rows):
            assert set(found[name]["fields"]) >= set(rows.columns.drop("geometry")), name


@pytest.mark.parametrize("name", ROWS)
def test_qgis_draws_a_geopackage_with_its_style(qgis, client, atlas, tmp_path, name):
    file = tmp_path / f"{name}.gpkg"
    file.write_bytes(client.get(f"/ogc/collections/{name}/items.gpkg").data)
    found = qgis("--file", str(file), name)[name]
    rows = gpd.read_file(file, layer=name)
    assert found["valid"]
    assert found["count"] == len(rows) == len(layer(atlas, name))
    assert set(found["fields"]) == {"fid", *rows.columns.drop("geometry")}
    assert found["crs"] == "EPSG:4326"
    assert found["renderer"] == "RuleRenderer"
    assert found["legend"] == [rule.label for rule in style_of(name, rows.columns).rules]
    assert found["drawn"] == len(rows)
