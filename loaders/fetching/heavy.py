"""What is heavy and asked for by name alone: extracts of OpenStreetMap, files of addresses.

The profile of a region names its extracts and those of its ring at Geofabrik, whose regions are
those of France before 2016; the Base Adresse Nationale has a file a département. They go to a
folder of their own: a build does not read them.
"""

from pathlib import Path

from loaders.errors import SourceError
from loaders.fetching.addresses import UNPACKED_MB, Remote
from loaders.fetching.plan import Wanted
from loaders.locating.addresses import BAN
from loaders.project_data.profile import Profile
from loaders.roads.blocks import BlocksError, blocks
from loaders.source import Context, Parsed, Source

GEOFABRIK = "https://download.geofabrik.de/europe/{}-latest.osm.pbf"
ADDRESSES = "https://adresse.data.gouv.fr/data/ban/adresses/latest/csv/adresses-{}.csv.gz"
ALTOGETHER_MB = 12_000

_LARGEST_MB, _LARGEST_ADDRESSES_MB, _UNPACKED_MB = 3_000, 500, 4_000


def _is_extract(path: Path) -> bool:
    with path.open("rb") as file:
        if b"OSMHeader" not in file.read(64):
            return False
    try:
        return any(block.kind == "OSMData" for block in list(blocks(path)))
    except BlocksError:
        return False


def _not_built(path: Path, context: Context) -> Parsed:
    raise SourceError("un extrait d'OpenStreetMap se lit avec « python -m loaders travel --osm »")


EXTRACTS = Source(
    key="osm",
    name="Extrait d'OpenStreetMap",
    producer="Contributeurs d'OpenStreetMap, par Geofabrik",
    licence="ODbL 1.0",
    page="https://download.geofabrik.de/europe/france.html",
    rhythm="chaque jour",
    recognises=_is_extract,
    read=_not_built,
    gives=(),
)


def roads_wanted(profile: Profile) -> tuple[Wanted, ...]:
    """Return the extracts of a region and of its ring.

    Raises SourceError: the profile names none.
    """
    if not profile.extracts:
        raise SourceError(
            f"Le profil de la région {profile.name} ne nomme aucun extrait d'OpenStreetMap : "
            "ajoutez-lui une table [osm], avec « extracts » et « ring »."
        )
    places = dict.fromkeys([*profile.extracts, *profile.ring_extracts])
    return tuple(
        _wanted(
            EXTRACTS,
            f"{place.rsplit('/', 1)[-1]}.osm.pbf",
            "osm.pbf",
            GEOFABRIK.format(place),
            largest=_LARGEST_MB,
        )
        for place in places
    )


def addresses_wanted(profile: Profile) -> tuple[Wanted, ...]:
    """Return the files of addresses of the départements of a region."""
    return tuple(
        _wanted(
            BAN,
            f"adresses-{departement}.csv.gz",
            "csv",
            ADDRESSES.format(departement),
            largest=_LARGEST_ADDRESSES_MB,
            unpacked=_UNPACKED_MB,
        )
        for departement in profile.departements
    )


def _wanted(
    source: Source, name: str, format: str, address: str, largest: int, unpacked: int = UNPACKED_MB
) -> Wanted:
    """Return a file that is there anew each day; `largest` and `unpacked` are MB at most."""
    remote = Remote(
        source=source.key,
        name=name,
        format=format,
        vintage="le jour du téléchargement",
        address=address,
        largest=largest,
        unpacked=unpacked,
    )
    return Wanted(remote, source, named=True)
