"""What the application depends on: exact versions, and licences that let anyone run it."""

import json
import re
import subprocess
import sys

import pytest
from audit import told

from settings import ROOT

ALLOWED = (
    "Apache", "BSD", "CC-BY", "CC0", "CDDL", "HPND", "ISC", "LGPL", "MIT", "MPL", "Mozilla",
    "Python Software", "PSF", "Public Domain", "Unlicense", "ZPL", "0BSD", "Zlib",
)  # fmt: skip
"""Words of the licences that ask nothing of who runs a site; a GPL is one by its « L » alone."""

PINNED = re.compile(r"([A-Za-z0-9._-]+)==[\w.]+( ; .+)?")


def requirements(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


RUN = ("requirements.txt", "requirements-redis.txt", "requirements-dask.txt", "requirements-s3.txt")
"""What who runs a site may install."""


@pytest.mark.parametrize("name", [*RUN, "requirements-dev.txt"])
def test_every_version_is_exact_and_written_once(name):
    lines = requirements(name)
    assert [line for line in lines if not PINNED.fullmatch(line)] == []
    names = [PINNED.fullmatch(line)[1].lower().replace("_", "-") for line in lines]
    assert len(names) == len(set(names))


def test_licences_are_among_those_allowed():
    names = [PINNED.fullmatch(line)[1] for name in RUN for line in requirements(name)]
    command = [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json", "--packages"]
    done = subprocess.run([*command, *names], capture_output=True, text=True, check=True)
    found = {one["Name"]: one["License"] for one in json.loads(done.stdout)}
    assert len(found) > 80
    assert {k: v for k, v in found.items() if not any(word in v for word in ALLOWED)} == {}


def test_a_known_fault_is_told_and_no_report_is_no_fault():
    fault = {"id": "PYSEC-1", "fix_versions": ["2.1"]}
    packages = [{"name": "a", "version": "2.0", "vulns": [fault]}, {"name": "b", "vulns": []}]
    report = json.dumps({"dependencies": packages})
    assert told(report) == ["a 2.0 : PYSEC-1, corrigée dans 2.1"]
    assert told('{"dependencies": []}') == []
    assert told("") is None
