"""What the tests of `fetch` share: a source of tables « code;… », and little patience."""

import os
import random
import sys
from pathlib import Path

from loaders.fetching.addresses import Remote
from loaders.fetching.plan import Wanted
from loaders.fetching.progress import Progress
from loaders.fetching.run import Outcome, fetch
from loaders.fetching.web import Patience, Web
from loaders.reading.tables import header_of
from loaders.source import Parsed, Source

ROOT = Path(__file__).parents[2]
SOURCE = Source(
    key="essai",
    name="Table d'essai",
    producer="",
    licence="",
    page="",
    rhythm="",
    recognises=lambda path: "code" in header_of(path),
    read=lambda path, context: Parsed({}, 0),
)
HASTE = Patience(
    attempts=4,
    first_wait=0.01,
    longest_wait=0.05,
    longest_asked=2.0,
    connect=2.0,
    read=0.5,
    window=0.4,
    slowest=5000.0,
)
PARCOURSUP = (
    "uai;etablissement;formation;lat;lon;region\n"
    "0620001A;Lycée d'essai;BTS - Services - Tourisme;50.29;2.78;Hauts-de-France\n"
).encode()


class Silence(Progress):
    """A progress that says nothing."""

    def say(self, message: str) -> None:
        pass


def table(size: int, seed: int = 1) -> bytes:
    """Return a table of that many bytes, which does not compress to nothing."""
    draw = random.Random(seed)
    lines = [b"code;valeur\n"]
    lines += [b"%d;%s\n" % (n, draw.randbytes(24).hex().encode()) for n in range(size // 50 + 1)]
    return b"".join(lines)[: size - 1] + b"\n"


def wanted(address: str, name: str = "table.csv", **options: object) -> Wanted:
    """Return the wish of one file."""
    values = {"format": "csv", "vintage": "", "address": address, **options}
    return Wanted(Remote("essai", name, **values), SOURCE)


def bring(folder: Path, *files: Wanted, **options: object) -> list[Outcome]:
    """Fetch without waiting long nor printing."""
    web = options.pop("web", None) or Web(HASTE, loopback=True)
    return fetch(folder, files, web=web, progress=Silence(), **options)


def shell(folder: Path, catalogue: Path, *more: str) -> tuple[list[str], dict[str, str]]:
    """Return the command that a person types, and its environment."""
    command = [sys.executable, "-W", "error", "-m", "loaders", "fetch", "--sources", str(folder)]
    environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    environment["ATLAS_FETCH_TEST_LOOPBACK"] = "1"
    return [*command, "--catalogue", str(catalogue), *more], environment


def declare(path: Path, files: dict[str, str]) -> Path:
    """Write a catalogue of addresses of files of Parcoursup: name -> address."""
    path.write_text(
        "".join(
            f'[[file]]\nsource = "parcoursup"\nname = "{name}"\naddress = "{address}"\n'
            'format = "csv"\nvintage = ""\n'
            for name, address in files.items()
        )
    )
    return path
