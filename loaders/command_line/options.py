"""What each command takes on its line, with the help that a user reads."""

import argparse
from pathlib import Path
from typing import Any

from geodata.vocabulary import MODES

_SHARED: dict[str, dict[str, Any]] = {
    "--sources": {
        "metavar": "DIR",
        "action": "append",
        "help": "dossier des fichiers, à répéter pour plusieurs (ATLAS_SOURCES, sinon "
        "data/sources)",
    },
    "--accept": {
        "metavar": "SOURCE",
        "action": "append",
        "nargs": "?",
        "const": "*",
        "default": [],
        "help": "accepte qu'une source ait perdu l'essentiel de ses lignes, ou que la "
        "démonstration (« demonstration ») remplace une base réelle ; seul, accepte tout",
    },
    "--catalogue": {
        "metavar": "FICHIER",
        "type": Path,
        "help": "catalogue des adresses (ATLAS_CATALOGUE, sinon data/catalogue.toml)",
    },
    "--store": {
        "metavar": "ADRESSE",
        "help": "dossier ou adresse fsspec de la base (ATLAS_STORE, sinon data/store)",
    },
    "--region": {"metavar": "NOM", "help": "région (ATLAS_REGION, sinon hauts-de-france)"},
    "--json": {"action": "store_true", "help": "répond en JSON"},
}
"""Options that several commands take."""


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line; `command` is the name of the command."""
    program = argparse.ArgumentParser(
        prog="python -m loaders", description="Construit et décrit la base régionale."
    )
    commands = program.add_subparsers(dest="command", required=True, metavar="COMMANDE")
    _build(commands)
    _fetch(commands)
    _check(commands)
    _status(commands)
    _rollback(commands)
    _catalogue(commands)
    _embed(commands)
    _travel(commands)
    _streets(commands)
    _doors(commands)
    return program


def _build(commands: Any) -> None:
    command = commands.add_parser("build", help="construit la base à partir des sources")
    _take(command, "--sources", "--store", "--region")
    command.add_argument("--force", action="store_true", help="reconstruit même sans changement")
    command.add_argument(
        "--scheduler",
        metavar="ADRESSE",
        help="ordonnanceur Dask (tcp://machine:8786) : les temps de trajet sont calculés par ses "
        "calculateurs, avec le même résultat (voir docs/exploitation.md)",
    )
    _take(command, "--accept", "--json")


def _fetch(commands: Any) -> None:
    command = commands.add_parser("fetch", help="télécharge les fichiers des producteurs")
    _take(command, "--sources")
    command.add_argument(
        "--only",
        nargs="+",
        default=[],
        metavar="SOURCE",
        help="seulement ces sources, ou ces fichiers (« sources » en donne la liste)",
    )
    command.add_argument(
        "--accept",
        action="store_true",
        help="laisse un fichier en remplacer un plus de deux fois plus gros",
    )
    heavy = command.add_mutually_exclusive_group()
    heavy.add_argument(
        "--roads",
        action="store_true",
        help="au lieu des sources, les extraits OpenStreetMap de la région et de ses voisins "
        "(lourd), pour « travel --osm » et « streets --osm »",
    )
    heavy.add_argument(
        "--addresses",
        action="store_true",
        help="au lieu des sources, les fichiers de la Base Adresse Nationale de la région (lourd), "
        "pour « addresses --ban »",
    )
    _take(command, "--region", "--catalogue", "--json")


def _rollback(commands: Any) -> None:
    command = commands.add_parser("rollback", help="remet en service une base plus ancienne")
    command.add_argument(
        "build", nargs="?", default="", metavar="BASE", help="la base (sinon la précédente)"
    )
    _take(command, "--store", "--json")


def _catalogue(commands: Any) -> None:
    command = commands.add_parser(
        "sources", help="liste les sources et où leurs fichiers se trouvent"
    )
    _take(command, "--catalogue", "--json")


def _status(commands: Any) -> None:
    command = commands.add_parser("status", help="dit ce que contient la base")
    _take(command, "--store", "--json")


def _check(commands: Any) -> None:
    command = commands.add_parser("check", help="dit ce que sont des fichiers, sans rien changer")
    command.add_argument(
        "files",
        nargs="*",
        metavar="FICHIER",
        type=Path,
        help="fichiers ou dossiers (sinon, ceux des sources)",
    )
    _take(command, "--sources", "--store", "--accept", "--catalogue", "--region", "--json")


def _embed(commands: Any) -> None:
    command = commands.add_parser("embed", help="refait le socle de données d'une région")
    _take(command, "--region", "--json")


def _travel(commands: Any) -> None:
    command = commands.add_parser(
        "travel",
        help="calcule les temps par la route, ou mesure l'erreur des temps sur des trajets connus",
    )
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--check",
        metavar="FICHIER",
        type=Path,
        help="table de trajets : origin_lon, origin_lat, destination_lon, destination_lat, minutes",
    )
    what.add_argument(
        "--measure",
        metavar="DOSSIER",
        type=Path,
        help="refait data/travel/error.json sur les temps publiés d'un dossier, et la base",
    )
    what.add_argument(
        "--osm",
        metavar="FICHIER",
        type=Path,
        nargs="+",
        help="extrait OpenStreetMap (.osm.pbf, .osm), ou plusieurs (.osm.pbf) : calcule les temps "
        "entre communes et lieux de formation et les met en service ; relancée, la commande "
        "reprend où elle en était",
    )
    what.add_argument(
        "--serve",
        metavar="FICHIER",
        type=Path,
        nargs="+",
        help="sert l'extrait (préparé si besoin) et dit l'adresse pour ATLAS_ROUTER",
    )
    what.add_argument(
        "--estimate", action="store_true", help="remet l'estimation en service, sans les routes"
    )
    _take(command, "--store")
    command.add_argument(
        "--modes",
        metavar="MODES",
        default="voiture",
        help="modes de --osm et de --serve : voiture,velo,marche (voiture)",
    )
    command.add_argument(
        "--keep",
        action="store_true",
        help="avec --check : cette erreur devient la marge des temps routiers en service",
    )
    command.add_argument("--mode", choices=list(MODES), default="voiture", help="mode de --check")
    command.add_argument(
        "--threshold", metavar="MINUTES", type=float, default=30.0, help="seuil étudié (30)"
    )
    _take(command, "--json")


def _streets(commands: Any) -> None:
    what = _beside(
        commands.add_parser(
            "streets", help="dessine les rues sous les cartes, à partir d'un extrait OpenStreetMap"
        ),
        removing="retire les rues des cartes",
    )
    what.add_argument(
        "--osm",
        metavar="FICHIER",
        type=Path,
        nargs="+",
        help="extrait OpenStreetMap (.osm.pbf, .osm), ou plusieurs : en fait les tuiles et les "
        "met en service",
    )


def _doors(commands: Any) -> None:
    what = _beside(
        commands.add_parser(
            "addresses", help="permet de partir d'une adresse, avec la Base Adresse Nationale"
        ),
        removing="retire les adresses",
    )
    what.add_argument(
        "--ban",
        metavar="FICHIER",
        type=Path,
        nargs="+",
        help="fichiers « adresses-59.csv.gz »… : met leurs rues en service",
    )


def _beside(command: argparse.ArgumentParser, removing: str) -> Any:
    """Return where a command says what it puts beside the builds of a store, or takes away."""
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--remove", action="store_true", help=removing)
    _take(command, "--store", "--json")
    return what


def _take(command: argparse.ArgumentParser, *options: str) -> None:
    for option in options:
        command.add_argument(option, **_SHARED[option])
