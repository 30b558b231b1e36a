"""The commands of `python -m loaders`: build, fetch, check, status, rollback, and the others."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from loaders.command_line.options import parser
from loaders.errors import LoaderError, SourceError, system_says
from loaders.project_data.profile import ProfileError
from loaders.store.status import account, show
from settings import WrongSetting, folders_of, read_settings

READER_LEFT = 141
"""Exit code when who reads the output stopped before its end, as in « | head »: the shell's own."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 only when what was asked is done."""
    options = parser().parse_args(arguments)
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
        return _RUN[options.command](options)
    except BrokenPipeError:
        raise
    except (LoaderError, ProfileError, EmbeddedError, WrongSetting) as error:
        return _failed(str(error), options)
    except OSError as error:
        where = f" (« {error.filename} »)" if error.filename else ""
        return _failed(f"Le système refuse une opération : {system_says(error)}{where}.", options)
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


def _say(message: str) -> None:
    # On standard error, so that --json leaves nothing but JSON on standard output.
    print(f"· {message}", file=sys.stderr, flush=True)


def _run_build(options: argparse.Namespace) -> int:
    from loaders.building.cluster import computing
    from loaders.building.region import build

    with computing(options.scheduler, _say) as run:
        manifest = build(
            options.sources,
            options.store,
            options.region,
            force=options.force,
            accept=options.accept,
            progress=_say,
            run=run,
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
    from loaders.command_line.files import fetch_files, fetch_heavy

    if options.roads or options.addresses:
        return fetch_heavy(options.region, options.roads, options.accept, options.json)
    return fetch_files(
        options.sources[0], options.only, options.catalogue, options.accept, options.json
    )


def _run_sources(options: argparse.Namespace) -> int:
    from loaders.command_line.files import list_sources

    return list_sources(options.catalogue, options.json)


def _run_check(options: argparse.Namespace) -> int:
    from loaders.command_line.files import check_files

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


def _run_streets(options: argparse.Namespace) -> int:
    from loaders.streets.commands import make_streets, without_streets

    if options.osm:
        return make_streets(options.osm, options.store, options.json, _say)
    return without_streets(options.store, _say)


def _run_addresses(options: argparse.Namespace) -> int:
    from loaders.addresses.commands import load_addresses, without_addresses

    if options.ban:
        return load_addresses(options.ban, options.store, options.json, _say)
    return without_addresses(options.store, _say)


_RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _run_build,
    "fetch": _run_fetch,
    "check": _run_check,
    "status": _run_status,
    "rollback": _run_rollback,
    "sources": _run_sources,
    "embed": _run_embed,
    "travel": _run_travel,
    "streets": _run_streets,
    "addresses": _run_addresses,
}
"""What answers each command."""

if __name__ == "__main__":
    sys.exit(main())
