"""The commands say what they did in French, and exit with 0 only when it is done."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.__main__ import READER_LEFT, main
from loaders.store.regional import Tables, write_store

ROOT = Path(__file__).parents[2]
COURSES = (
    "uai;etablissement;formation;lat;lon\n"
    "0620001A;Lycée d'essai;BTS - Services - Tourisme;50.29;2.78\n"
    "0620001A;Lycée d'essai;BTS - Services - Banque;;\n"
    "0130001A;Lycée d'ailleurs;BTS - Services - Tourisme;43.3;5.4\n"
)


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    path = tmp_path / "sources" / "courses.csv"
    path.parent.mkdir()
    path.write_text(COURSES)
    return path


def test_build_then_status(tmp_path, courses, capsys, monkeypatch) -> None:
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("ATLAS_SOURCES", str(courses.parent))
    assert main(["build"]) == 0
    captured = capsys.readouterr()
    assert "Hauts-de-France" in captured.out
    assert "offre réelle" in captured.out
    assert "Temps de trajet : voiture" in captured.err
    assert main(["status", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["demonstration"] is False
    assert report["counts"]["offers"] == 2
    parcoursup = next(s for s in report["sources"] if s["source"] == "parcoursup")
    assert parcoursup["rejects"] == {"position hors de la région": 1}
    assert sum(parcoursup["corrections"].values()) == 1
    assert (parcoursup["rows_read"], parcoursup["offers"]) == (3, 2)
    assert main(["status"]) == 0
    assert "position hors de la région (1)" in capsys.readouterr().out


def test_status_without_a_store_says_what_to_run(tmp_path, capsys) -> None:
    assert main(["status", "--store", str(tmp_path)]) == 1
    assert "python -m loaders build" in capsys.readouterr().err
    assert main(["status", "--store", str(tmp_path), "--json"]) == 1
    assert "error" in json.loads(capsys.readouterr().out)


def test_status_of_a_store_of_another_making(tmp_path, tables: Tables, meta, capsys) -> None:
    write_store(str(tmp_path), tables, meta)
    assert main(["status", "--store", str(tmp_path)]) == 0
    assert "Petite-Région" in capsys.readouterr().out


def test_check_says_what_a_file_is(tmp_path, courses, capsys) -> None:
    assert main(["check", str(courses), "--json"]) == 0
    [report] = json.loads(capsys.readouterr().out)
    assert (report["source"], report["rows_read"], report["rows_kept"]) == ("parcoursup", 3, 2)
    assert report["rejects"] == {"position hors de la région": 1}
    stranger = tmp_path / "autre.csv"
    stranger.write_text("a;b\n1;2\n")
    assert main(["check", str(stranger), str(courses)]) == 1
    out = capsys.readouterr().out
    assert "aucune source connue" in out
    assert "2 lignes utilisables sur 3" in out
    renamed = tmp_path / "renomme.csv"
    renamed.write_text(
        COURSES.replace("formation", "Libellé formation;region", 1).replace("BTS", "x;BTS")
    )
    assert main(["check", str(renamed)]) == 1
    out = capsys.readouterr().out
    assert "« Filière de formation »" in out
    assert "« Libellé formation »" in out
    assert main(["check", str(tmp_path / "absent.csv")]) == 1
    assert "n'existe pas" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--region", "atlantide"],
        ["build", "--sources", "/nulle/part"],
        ["embed", "--region", "atlantide"],
    ],
)
def test_what_cannot_be_done_is_an_error(tmp_path, capsys, monkeypatch, arguments) -> None:
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path / "store"))
    assert main(arguments) == 1
    assert capsys.readouterr().err.startswith("Erreur : ")
    assert not (tmp_path / "store").exists()


def test_check_and_build_end_alike(tmp_path, courses, capsys, monkeypatch) -> None:
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("ATLAS_SOURCES", f"{courses.parent}{os.pathsep}{tmp_path / 'more'}")
    (tmp_path / "more").mkdir()
    cut = tmp_path / "more" / "cut.xlsx"

    def codes() -> tuple[int, int]:
        foreseen = main(["check"])
        said = capsys.readouterr().out
        refused = "La base en service est gardée" in said
        return foreseen, main(["build"]) * (-1 if refused else 1)

    assert codes() == (0, 0)
    cut.write_bytes(b"PK\x03\x04 cut")
    assert codes() == (1, 1), "a file is set aside, the others are loaded"
    assert "cut.xlsx : l'archive ou le classeur est coupé" in capsys.readouterr().out
    cut.unlink()
    courses.unlink()
    assert codes() == (1, -1), "the demonstration replaces nothing"
    assert "--accept demonstration" in capsys.readouterr().err
    assert main(["status"]) == 0
    assert "À savoir : La base en service est gardée" in capsys.readouterr().out
    assert main(["check", "--accept", "demonstration"]) == 0
    assert main(["build", "--accept", "demonstration"]) == 0


def test_check_foresees_a_build_without_any_course(tmp_path, courses, capsys, monkeypatch) -> None:
    monkeypatch.setenv("ATLAS_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("ATLAS_SOURCES", str(courses.parent))
    header, *_, elsewhere = COURSES.splitlines(keepends=True)
    courses.write_text(header + elsewhere)
    words = "Aucune formation des fichiers reconnus n'est utilisable en Hauts-de-France"
    assert main(["check"]) == 1
    assert words in capsys.readouterr().out
    assert main(["build"]) == 1
    assert words in capsys.readouterr().err


def test_an_unknown_command_is_refused(capsys) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["voler"])
    assert raised.value.code == 2


def test_the_module_runs_from_a_shell(tmp_path: Path, courses: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "loaders", "build", "--json"]
    done = subprocess.run(
        [*command, "--sources", str(courses.parent), "--store", str(tmp_path / "store")],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["counts"]["offers"] == 2


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize("command", ["status", "check", "sources"])
def test_a_reader_that_leaves_is_no_error(
    tmp_path: Path, courses: Path, tables: Tables, meta, command: str, form: list[str]
) -> None:
    write_store(str(tmp_path / "store"), tables, meta)
    given = {"status": ["--store", str(tmp_path / "store")], "check": [str(courses)]}
    reader, writer = os.pipe()
    os.close(reader)  # as « | head » does once it has read enough
    try:
        done = subprocess.run(
            [sys.executable, "-m", "loaders", command, *form, *given.get(command, [])],
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            check=False,
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (READER_LEFT, "")
