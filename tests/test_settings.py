"""Settings come from the environment and from `.env`, say what is wrong, and are documented."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from settings import ROOT, Settings, WrongSetting, read_settings, variable


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    """No variable of the machine, and a `.env` of the test's own."""
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.setitem(Settings.model_config, "env_file", tmp_path / ".env")


def documented():
    """The rows of README's table: variable -> (default, description)."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    start = lines.index("| setting | default | what it is |") + 2
    end = next(n for n in range(start, len(lines)) if not lines[n].startswith("|"))
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[start:end]]
    return {name.strip("`"): (default.strip("`"), what) for name, default, what in rows}


def shown(default):
    if default is None or default is False:
        return "none"
    return os.path.relpath(default, ROOT) if Path(str(default)).is_absolute() else str(default)


def test_readme_lists_every_setting_with_its_default_and_what_it_is():
    fields = Settings.model_fields.items()
    expected = {variable(name): (shown(f.default), f.description) for name, f in fields}
    assert documented() == expected
    assert list(documented()) == list(expected)


def test_an_absent_or_empty_variable_leaves_the_default(monkeypatch):
    assert read_settings().store == str(ROOT / "data" / "store")
    for name in Settings.model_fields:
        monkeypatch.setenv(variable(name), "")
    assert read_settings() == Settings()
    assert (read_settings().port, read_settings().workers) == (8050, 2)
    assert read_settings().lheo_xsd is None


def test_the_environment_wins_over_the_file(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text('ATLAS_STORE="s3://atlas"\nPORT=8060\nAUTRE=1\n')
    assert (read_settings().store, read_settings().port) == ("s3://atlas", 8060)
    monkeypatch.setenv("ATLAS_STORE", "ailleurs")
    monkeypatch.setenv("ATLAS_FETCH_TEST_LOOPBACK", "1")
    assert (read_settings().store, read_settings().port) == ("ailleurs", 8060)
    assert read_settings().fetch_test_loopback


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("PORT", "huit", "un nombre de 1 à 65535"),
        ("PORT", "0", "un nombre de 1 à 65535"),
        ("PORT", "65536", "un nombre de 1 à 65535"),
        ("WEB_CONCURRENCY", "0", "un nombre d'au moins 1"),
        ("ATLAS_FETCH_TEST_LOOPBACK", "peut-être", "0 ou 1"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_accepted(monkeypatch, name, value, accepted):
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as told:
        read_settings()
    assert str(told.value) == f"{name} doit être {accepted}, pas « {value} »."


def test_a_file_that_is_not_text_is_told(tmp_path):
    (tmp_path / ".env").write_bytes(b"ATLAS_STORE=\xff\xfe\n")
    with pytest.raises(WrongSetting, match=re.escape("« .env »")):
        read_settings()


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "loaders", "status"],
        ["-m", "gunicorn", "--config", "gunicorn.conf.py", "app:server"],
        ["-m", "flask", "--app", "app", "portraits", "--output", "/nulle/part"],
    ],
)
def test_every_program_stops_with_the_sentence_alone(command):
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={"PORT": "huit"}, capture_output=True, text=True
    )
    sentence = "PORT doit être un nombre de 1 à 65535, pas « huit »."
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].removeprefix("Erreur : ") == sentence
    assert "Traceback" not in done.stderr
