"""What the system and the libraries say in English is told in French."""

import errno
import tomllib

import pytest

from loaders.__main__ import main
from loaders.errors import system_says, where_in_toml


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "accès refusé"),
        (errno.ENOSPC, "le disque est plein"),
        (errno.EXDEV, f"erreur {errno.EXDEV} du système"),
    ],
)
def test_the_system_is_told_in_french(number, said):
    assert system_says(OSError(number, "in English")) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("a = 1\nb = =", "ligne 2, colonne 5"), ("a = [1,", "il s'arrête avant sa fin")],
)
def test_a_toml_says_where_it_stops_being_one(text, said):
    with pytest.raises(tomllib.TOMLDecodeError) as problem:
        tomllib.loads(text)
    assert where_in_toml(problem.value) == said


def test_a_command_names_what_the_system_refuses(monkeypatch, capsys):
    def refuse(options):
        raise PermissionError(errno.EACCES, "Permission denied", "/atlas/base")

    monkeypatch.setitem(__import__("loaders.__main__").__main__._RUN, "sources", refuse)
    assert main(["sources"]) == 1
    assert capsys.readouterr().err == (
        "Erreur : Le système refuse une opération : accès refusé (« /atlas/base »).\n"
    )
