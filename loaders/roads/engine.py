"""OSRM's own tools, as `make routing` unpacks them: networks prepared once, and served.

The tools are programs of the `osrm-bindings` wheel that need no Python. A network is prepared by
`osrm-extract`, `-partition` and `-customize` (multi-level Dijkstra: contraction hierarchies are
slower to prepare), in a folder named by the content of the file of roads.
"""

import hashlib
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from loaders.errors import LoaderError, system_says
from loaders.paths import ROOT
from loaders.roads import osrm

TOOLS = ROOT / ".routing" / "osrm"
"""Where `make routing` puts them."""

PROFILES = {"voiture": "car", "velo": "bicycle", "marche": "foot"}
"""OSRM's profile of each mode."""

OFF_ROAD = 1_000.0
"""Metres from a road, beyond which nobody can say where a trip starts or ends."""

_LARGEST = 20_000  # points of a table
_START = 60.0  # seconds, for a server to read its network


class RoutingError(LoaderError):
    """Roads cannot be used; the message is in French."""


@dataclass(frozen=True)
class Network:
    """A file of roads, prepared or to be.

    Attributes
    ----------
    osm : the file (.osm.pbf, .osm, .osm.bz2)
    folder : where what is prepared of it is kept
    """

    osm: Path
    folder: Path

    def base(self, mode: str) -> Path:
        """Return the prepared network of a mode, there or not."""
        return self.folder / mode / "roads.osrm"

    def ready(self, mode: str) -> bool:
        """Tell whether the network of a mode is prepared."""
        return self.base(mode).with_name("ready").exists()


def network_of(osm: Path, routing: Path) -> Network:
    """Return the network of a file of roads, under its hash in a folder.

    Raises RoutingError: the file cannot be read.
    """
    try:
        with osm.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise RoutingError(
            f"{osm.name} : le fichier ne peut pas être lu ({system_says(error)})."
        ) from error
    return Network(osm, routing / digest[:16])


def installed(tools: Path = TOOLS) -> bool:
    """Tell whether the tools are there."""
    return (tools / "bin" / "osrm-routed").exists()


def prepare(
    network: Network, mode: str, progress: Callable[[str], None], tools: Path = TOOLS
) -> Path:
    """Prepare the network of a mode, unless it is, and return it.

    Raises RoutingError: the tools are not there, or the file cannot be read or has no road for the
    mode.
    """
    if not installed(tools):
        raise RoutingError("Le calcul des temps routiers n'est pas installé. Lancez : make routing")
    base = network.base(mode)
    if network.ready(mode):
        return base
    # Begun elsewhere, then renamed: what a stopped run leaves is never taken for a network.
    begun = base.parent.with_name(f"{mode}.part")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True)
    roads = begun / base.name
    profile = tools / "share" / "profiles" / f"{PROFILES[mode]}.lua"
    commands: dict[str, list[str | Path]] = {
        "lecture": ["osrm-extract", "-d", "osmosis", "-p", profile, "-o", roads, network.osm],
        "découpage": ["osrm-partition", roads],
        "calcul": ["osrm-customize", roads],
    }
    for words, command in commands.items():
        progress(f"Réseau {mode} : {words}")
        _run([tools / "bin" / str(command[0]), *command[1:]], network.osm, mode)
    (begun / "ready").touch()
    shutil.rmtree(base.parent, ignore_errors=True)
    begun.rename(base.parent)
    return base


def _run(command: list[str | Path], osm: Path, mode: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode == 0:
        return
    lines = [line.strip() for line in (done.stdout + "\n" + done.stderr).splitlines()]
    told = [line for line in lines if "what():" in line or "[error]" in line]
    reason = told[0].split("what():")[-1].split("[error]")[-1].strip() if told else "sans raison"
    raise RoutingError(
        f"{osm.name} : aucun réseau « {mode} » n'a pu en être tiré. Le fichier est abîmé, ou n'a "
        f"aucune route pour ce mode (OSRM : {reason})."
    )


@contextmanager
def served(base: Path, tools: Path = TOOLS, threads: int = 2) -> Iterator[str]:
    """Serve a prepared network on this machine alone, for the time of a `with`: its address.

    The server ends with this process, even killed.

    Raises RoutingError: it does not start.
    """
    port = _free_port()
    arguments = ["-a", "mld", "-i", "127.0.0.1", "-p", port, "-t", threads]
    arguments += ["--max-table-size", _LARGEST, "-l", "WARNING", base]
    # A pipe that only this process holds: when it ends, so does the server. Not by asking: it would
    # finish the table that it works out first, which may take many minutes and gigabytes.
    script = 'exec 3<&0; (cat <&3 >/dev/null; kill -9 $$) & exec "$@" 3<&-'
    server = subprocess.Popen(
        ["sh", "-c", script, "sh", tools / "bin" / "osrm-routed", *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(server, address)
        yield address
    finally:
        server.kill()  # it keeps nothing that could be lost
        server.wait()
        if server.stdin:
            server.stdin.close()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], address: str) -> None:
    nowhere = np.zeros((1, 2))
    limit = time.monotonic() + _START
    while time.monotonic() < limit:
        if server.poll() is not None:
            raise RoutingError(
                "Le serveur de temps routiers s'est arrêté : réseau abîmé, ou mémoire épuisée."
            )
        try:
            osrm.table(address, nowhere, nowhere, timeout=5)
            return
        except osrm.RouterError as error:
            if error.code:
                return
            time.sleep(0.05)
    raise RoutingError("Le serveur de temps routiers ne répond pas.")
