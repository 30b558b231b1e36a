"""The profile of a region, read from its TOML file: everything that changes from one to another."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import (
    BaseModel,
    Field,
    StrictFloat,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails
from pyproj import CRS
from pyproj.exceptions import CRSError

from geodata.folding import fold
from geodata.places.projection import MAINLAND
from loaders.errors import where_in_toml
from loaders.paths import DATA

REGIONS = DATA / "regions"
PARIS = "Europe/Paris"


class ProfileError(ValueError):
    """A region is unknown or its profile cannot be read; the message is in French."""


_EXPECTED = {
    **dict.fromkeys(("departements", "romes", "nsf", "words"), "une liste de textes est attendue"),
    "bounding_box": "quatre nombres sont attendus (ouest, sud, est, nord, en degrés)",
    "spel": "une table est attendue",
    "osm": "une table est attendue",
    **dict.fromkeys(("extracts", "ring"), "une liste de noms de Geofabrik est attendue"),
    "projection": "un système de l'EPSG en mètres est attendu, comme EPSG:2975",
    "rev3": "une suite de tables [[rev3]] est attendue",
    "time_zone": "un fuseau horaire est attendu, comme Indian/Reunion",
}
"""What is expected of the keys that are not a text."""

_Text = Annotated[str, StringConstraints(pattern=r"\S")]
_Place = Annotated[str, StringConstraints(pattern=r"^[a-z-]+(/[a-z-]+)?$")]
_Box = tuple[StrictFloat, StrictFloat, StrictFloat, StrictFloat]


class Rev3Rule(BaseModel, frozen=True):
    """What makes a course belong to a filière of the transition: codes or words of its title."""

    label: _Text
    nsf: frozenset[_Text] = frozenset()
    words: tuple[_Text, ...] = ()
    romes: frozenset[_Text] = Field(frozenset(), validate_default=True)
    source: _Text
    note: str = ""

    @field_validator("romes")
    @classmethod
    def _marks_something(cls, romes: frozenset[str], others: ValidationInfo) -> frozenset[str]:
        if not (romes or others.data.get("nsf") or others.data.get("words")):
            raise ValueError("une règle donne au moins un code ROME, un code NSF ou un mot")
        return romes


@dataclass(frozen=True)
class Profile:
    """A region as its file describes it.

    `bounding_box` is (west, south, east, north) in degrees. `spel_column` is the column of the
    communes that makes the SPEL; `spel_file`, when it is not None, is a CSV commune → SPEL that
    overrides it. `capital` is the commune code of the regional capital. `neighbours` names the
    regions of which this one is only the ring, when it is one. `extracts` and `ring_extracts` are
    those of OpenStreetMap that hold it and its ring, as Geofabrik names them. `projection` is the
    system, of the EPSG, of the metres that the region is measured in, with east before north.
    `time_zone` names the zone of its timetables, as the IANA does.
    """

    slug: str
    name: str
    code: str
    departements: tuple[str, ...]
    capital: str
    bounding_box: tuple[float, float, float, float]
    spel_column: str
    spel_file: Path | None
    spel_label: str
    rev3: tuple[Rev3Rule, ...]
    neighbours: tuple[str, ...] = ()
    extracts: tuple[str, ...] = ()
    ring_extracts: tuple[str, ...] = ()
    projection: str = MAINLAND
    time_zone: str = PARIS

    @property
    def overseas(self) -> bool:
        """Whether the region is not in the mainland's projection."""
        return self.projection != MAINLAND

    @property
    def names(self) -> tuple[str, ...]:
        """Names by which a file may say that a place is here."""
        return self.neighbours or (self.name,)


class _Spel(BaseModel):
    column: _Text
    file: str = ""
    label: _Text


class _Osm(BaseModel):
    extracts: tuple[_Place, ...] = Field(min_length=1)
    ring: tuple[_Place, ...] = ()


class _File(BaseModel):
    """A profile as its file writes it."""

    name: _Text
    code: _Text
    departements: tuple[_Text, ...] = Field(min_length=1)
    capital: _Text
    bounding_box: _Box
    spel: _Spel
    rev3: tuple[Rev3Rule, ...] = ()
    osm: _Osm | None = None
    projection: Annotated[str, Field(pattern=r"^EPSG:\d{4,5}$")] = MAINLAND
    time_zone: str = PARIS

    @field_validator("projection")
    @classmethod
    def _in_metres(cls, code: str) -> str:
        try:
            metric = all(axis.unit_name == "metre" for axis in CRS(code).axis_info)
        except CRSError:
            metric = False
        if not metric:
            raise ValueError("un système de l'EPSG en mètres est attendu, comme EPSG:2975")
        return code

    @field_validator("time_zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        if zone not in available_timezones():
            raise ValueError("un fuseau horaire est attendu, comme Indian/Reunion")
        return zone

    @field_validator("bounding_box")
    @classmethod
    def _in_order(cls, box: _Box) -> _Box:
        west, south, east, north = box
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise ValueError("l'ordre attendu est ouest, sud, est, nord, en degrés")
        return box


def known_regions(folder: Path = REGIONS) -> list[str]:
    """Slugs of the regions that have a profile, sorted."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def read_profile(name: str, folder: Path = REGIONS) -> Profile:
    """Profile of the region `name` (its slug, its name or its INSEE code).

    Raises ProfileError if no profile has that name, or its file is not valid (the message names
    file and key).
    """
    path = _find(name, folder)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(
            f"Le fichier « {path.name} » n'est pas un TOML lisible : {where_in_toml(error)}."
        ) from error
    return _profile(content, path)


def _find(name: str, folder: Path) -> Path:
    slug = fold(name).replace(" ", "-")
    for known in known_regions(folder):
        path = folder / f"{known}.toml"
        if slug == known or slug == _code_of(path):
            return path
    known_list = ", ".join(known_regions(folder)) or "aucune"
    raise ProfileError(f"Région inconnue : « {name} ». Régions connues : {known_list}.")


def _code_of(path: Path) -> str:
    # A broken profile must not prevent the others from being found.
    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8")).get("code", ""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return ""


def _profile(content: dict[str, Any], path: Path) -> Profile:
    try:
        read = _File.model_validate(content)
    except ValidationError as error:
        raise ProfileError(_refusal(error.errors()[0], path.name)) from None
    spel = read.spel
    return Profile(
        slug=path.stem,
        spel_column=spel.column,
        spel_file=path.parent / spel.file if spel.file else None,
        spel_label=spel.label,
        extracts=read.osm.extracts if read.osm else (),
        ring_extracts=read.osm.ring if read.osm else (),
        **{name: getattr(read, name) for name in _File.model_fields if name not in ("spel", "osm")},
    )


def _refusal(error: ErrorDetails, file: str) -> str:
    """Say which key of a file is wrong: the list itself where an item of it is."""
    place = list(error["loc"])
    while isinstance(place[-1], int):
        place.pop()
    key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place)
    said = error.get("ctx", {}).get("error")
    expected = said or _EXPECTED.get(str(place[-1]), "un texte est attendu")
    return f"Le fichier « {file} » a une clé absente ou mal remplie, « {key[1:]} » : {expected}."
