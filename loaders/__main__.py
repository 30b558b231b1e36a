"""The commands `python -m loaders build|fetch|check|status|rollback|sources|embed|travel`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from geodata.vocabulary import MODES
from loaders.errors import LoaderError, SourceError
from loaders.project_data.profile import ProfileError
from loaders.store.status import account, show
from settings import WrongSetting, folders_of, read_settings

READER_LEFT = 141
"""Exit code when who reads the output stopped before its end, as in « | head »: the shell's own."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 only when what was asked is done."""
    options = _parser().parse_args(arguments)
    try:
        code = _run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        _stop_writing()
        return READER_LEFT
    return code


def _run(options: argparse.Namespace) -> int:
    from loaders.embedding.base import EmbeddedError

    try:
        _complete(options)
        return int(options.run(options))
    except BrokenPipeError:
        raise
    except (LoaderError, ProfileError, EmbeddedError, WrongSetting) as error:
        return _failed(str(error), options)
    except OSError as error:
        return _failed(f"Le système refuse une opération : {error}.", options)
    except KeyboardInterrupt:
        return _failed("Interrompu : la base précédente est inchangée.", options)


def _complete(options: argparse.Namespace) -> None:
    """Take from the settings what the command line leaves out."""
    settings = read_settings()
    for name in ("store", "region", "catalogue"):
        setattr(options, name, getattr(options, name, None) or getattr(settings, name))
    given = [
        folder for text in getattr(options, "sources", None) or () for folder in folders_of(text)
    ]
    options.sources = given or list(settings.source_folders)


def _stop_writing() -> None:
    # Python writes what is left when it ends, and would complain once more.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # a stream that is no file needs nothing
            stream.flush()
            continue
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _failed(message: str, options: argparse.Namespace) -> int:
    if options.json:
        print(json.dumps({"error": message}, ensure_ascii=False))
    print(f"Erreur : {message}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m loaders", description="Construit et décrit la base régionale."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMANDE")
    _build(commands)
    _fetch(commands)
    _check(commands)
    _status(commands)
    _rollback(commands)
    _catalogue(commands)
    _embed(commands)
    _travel(commands)
    return parser


def _build(commands: Any) -> None:
    command = commands.add_parser("build", help="construit la base à partir des sources")
    _sources(command)
    _store(command)
    _region(command)
    command.add_argument("--force", action="store_true", help="reconstruit même sans changement")
    _accept(command)
    _json(command)
    command.set_defaults(run=_run_build)


def _fetch(commands: Any) -> None:
    command = commands.add_parser("fetch", help="télécharge les fichiers des producteurs")
    _sources(command)
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
    _addresses(command)
    _json(command)
    command.set_defaults(run=_run_fetch)


def _rollback(commands: Any) -> None:
    command = commands.add_parser("rollback", help="remet en service une base plus ancienne")
    command.add_argument(
        "build", nargs="?", default="", metavar="BASE", help="la base (sinon la précédente)"
    )
    _store(command)
    _json(command)
    command.set_defaults(run=_run_rollback)


def _catalogue(commands: Any) -> None:
    command = commands.add_parser(
        "sources", help="liste les sources et où leurs fichiers se trouvent"
    )
    _addresses(command)
    _json(command)
    command.set_defaults(run=_run_sources)


def _status(commands: Any) -> None:
    command = commands.add_parser("status", help="dit ce que contient la base")
    _store(command)
    _json(command)
    command.set_defaults(run=_run_status)


def _check(commands: Any) -> None:
    command = commands.add_parser("check", help="dit ce que sont des fichiers, sans rien changer")
    command.add_argument(
        "files",
        nargs="*",
        metavar="FICHIER",
        type=Path,
        help="fichiers ou dossiers (sinon, ceux des sources)",
    )
    _sources(command)
    _store(command)
    _accept(command)
    _addresses(command)
    _region(command)
    _json(command)
    command.set_defaults(run=_run_check)


def _embed(commands: Any) -> None:
    command = commands.add_parser("embed", help="refait le socle de données d'une région")
    _region(command)
    _json(command)
    command.set_defaults(run=_run_embed)


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
        help="extrait OpenStreetMap (.osm.pbf, .osm) : calcule les temps entre communes et lieux "
        "de formation et les met en service ; relancée, la commande reprend où elle en était",
    )
    what.add_argument(
        "--serve",
        metavar="FICHIER",
        type=Path,
        help="sert l'extrait (préparé si besoin) et dit l'adresse pour ATLAS_ROUTER",
    )
    what.add_argument(
        "--estimate", action="store_true", help="remet l'estimation en service, sans les routes"
    )
    _store(command)
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
    _json(command)
    command.set_defaults(run=_run_travel)


def _sources(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--sources",
        metavar="DIR",
        action="append",
        help="dossier des fichiers, à répéter pour plusieurs (ATLAS_SOURCES, sinon data/sources)",
    )


def _accept(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--accept",
        metavar="SOURCE",
        action="append",
        nargs="?",
        const="*",
        default=[],
        help="accepte qu'une source ait perdu l'essentiel de ses lignes, ou que la démonstration "
        "(« demonstration ») remplace une base réelle ; seul, accepte tout",
    )


def _addresses(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--catalogue",
        metavar="FICHIER",
        type=Path,
        help="catalogue des adresses (ATLAS_CATALOGUE, sinon data/catalogue.toml)",
    )


def _store(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--store",
        metavar="ADRESSE",
        help="dossier ou adresse fsspec de la base (ATLAS_STORE, sinon data/store)",
    )


def _region(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--region",
        metavar="NOM",
        help="région (ATLAS_REGION, sinon hauts-de-france)",
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="répond en JSON")


def _say(message: str) -> None:
    # On standard error, so that --json leaves nothing but JSON on standard output.
    print(f"· {message}", file=sys.stderr, flush=True)


def _run_build(options: argparse.Namespace) -> int:
    from loaders.building.region import build

    manifest = build(
        options.sources,
        options.store,
        options.region,
        force=options.force,
        accept=options.accept,
        progress=_say,
    )
    _print_store(options)
    return 1 if any(one["fault"] for one in manifest.set_aside) else 0


def _run_status(options: argparse.Namespace) -> int:
    _print_store(options)
    return 0


def _run_rollback(options: argparse.Namespace) -> int:
    from loaders.store.rollback import roll_back

    manifest = roll_back(options.store, options.build)
    _say(f"La base construite le {manifest.built_at} est de nouveau en service ({manifest.id}).")
    _print_store(options)
    return 0


def _print_store(options: argparse.Namespace) -> None:
    from loaders.store.regional import read_whole_store

    store = read_whole_store(options.store)
    report = account(store)
    print(json.dumps(report, ensure_ascii=False, indent=1) if options.json else show(report))


def _run_fetch(options: argparse.Namespace) -> int:
    from loaders.commands import fetch_files

    return fetch_files(
        options.sources[0], options.only, options.catalogue, options.accept, options.json
    )


def _run_sources(options: argparse.Namespace) -> int:
    from loaders.commands import list_sources

    return list_sources(options.catalogue, options.json)


def _run_check(options: argparse.Namespace) -> int:
    from loaders.commands import check_files

    return check_files(
        options.files or options.sources,
        options.sources,
        options.region,
        options.catalogue,
        options.store,
        options.accept,
        options.json,
    )


def _run_embed(options: argparse.Namespace) -> int:
    from loaders.embedding.packages import EmbedError
    from loaders.embedding.region import embed
    from loaders.project_data.profile import read_profile

    profile = read_profile(options.region)
    _say(f"Socle de données de la région {profile.name}")
    try:
        embed(profile.slug)
    except EmbedError as error:
        raise SourceError(str(error)) from error
    if options.json:
        print(json.dumps({"region": profile.slug}))
    else:
        print(f"Le socle de données de {profile.name} est dans data/embedded.")
    return 0


def _run_travel(options: argparse.Namespace) -> int:
    from loaders.travel.commands import check, compute, estimate, serve

    if options.measure:
        return _measure_travel(options)
    if options.osm:
        return compute(options.osm, options.modes, options.store, options.json, _say)
    if options.serve:
        return serve(options.serve, options.modes, _say)
    if options.estimate:
        return estimate(options.store, _say)
    return check(
        options.check, options.mode, options.threshold, options.store, options.keep, options.json
    )


def _measure_travel(options: argparse.Namespace) -> int:
    from loaders.store.measured import FILE
    from loaders.store.regional import read_store
    from loaders.travel.measure import measure

    found = measure(options.measure, read_store(options.store))
    if options.json:
        print(FILE.read_text(encoding="utf-8"))
        return 0
    for name, one in found.items():
        error = f"{one.mean_absolute_error:.1f}".replace(".", ",")
        print(f"{name} : {one.pairs} trajets comparés, écart moyen {error} min")
    return 0


if __name__ == "__main__":
    sys.exit(main())
