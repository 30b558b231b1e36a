"""The parameters of a search: their types, what reads them, what users of the API are told."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo

from geodata.asking.reading import (
    MAX_MINUTES,
    MAX_TEXT,
    START_MONTHS,
    BadQuery,
    one_of,
    only_one_of,
    read_codes,
    read_commune,
    read_flag,
    read_levels,
    read_minutes,
    read_mode,
    read_month,
    read_months,
    read_position,
    read_text,
)
from geodata.domains import DOMAINS
from geodata.vocabulary import (
    ENTRIES,
    LEVELS,
    MODALITIES,
    MODES,
    PACES,
    PUBLICS,
    UNSAID,
    VOIES,
)

M = TypeVar("M", bound=BaseModel)

ZONES = ("departement", "spel", "epci", "zone_emploi", "commune")
"""The territories that a search can be restricted to."""


def read_by(reader: Callable[[str, str], Any]) -> BeforeValidator:
    """Read a parameter with a function of its name and its text, which raises BadQuery."""

    def read(text: str, info: ValidationInfo) -> Any:
        return reader(str(info.field_name), text.strip())

    return BeforeValidator(read)


def among(values: Iterable[int | str]) -> Any:
    """Say the closed list of the values of a parameter."""
    return Field(json_schema_extra={"enum": list(values)})


Codes = Annotated[
    tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,12}$")], ...], read_by(read_codes)
]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Flag = Annotated[bool | None, read_by(read_flag)]
Levels = Annotated[tuple[Annotated[int, among(LEVELS)], ...], read_by(read_levels)]
Mode = Annotated[str, among(MODES), read_by(read_mode)]


def several(values: Mapping[str, str]) -> Any:
    """Return the type of a parameter that takes any of a closed list."""
    return Annotated[tuple[Annotated[str, among(values)], ...], read_by(one_of(values))]


def at_most_one(values: Mapping[str, str]) -> Any:
    """Return the type of a parameter that takes one of a closed list, or "" for none."""

    def read(name: str, text: str) -> str:
        return only_one_of(name, text, values) if text else ""

    return Annotated[str, among(["", *values]), read_by(read)]


class Parameters(BaseModel):
    """Parameters of an address, from their texts; those that it does not declare are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Filters(Parameters):
    """Which courses are meant; nothing restricts nothing."""

    q: Annotated[str, read_by(read_text)] = Field(
        "",
        max_length=MAX_TEXT,
        description="Mots cherchés : un métier, un diplôme, un code, un établissement.",
        examples=["aide-soignant"],
    )
    voie: several(VOIES) = Field((), description="Voies.", examples=[["apprentissage"]])  # type: ignore[valid-type]
    domain: several(DOMAINS) = Field((), description="Domaines.", examples=[["sante"]])  # type: ignore[valid-type]
    level: Levels = Field(
        (),
        description="Niveaux, de 3 (CAP) à 8 (doctorat). Les anciens, de I à V, sont compris.",
        examples=[[3, 4]],
    )
    modality: several(MODALITIES) = Field((), description="Modalités.", examples=[["distance"]])  # type: ignore[valid-type]
    conventionnee: Flag = Field(None, description="Formations conventionnées, ou non.")
    rev3: Flag = Field(None, description="Formations de la dynamique rev3, ou non.")
    start: Annotated[Annotated[int, among(START_MONTHS)] | None, read_by(read_months)] = Field(
        None, description="Une session commence dans ce nombre de mois.", examples=[6]
    )
    since: Annotated[str, read_by(read_month)] = Field(
        "",
        pattern=r"^(20[0-9]{2}-(0[1-9]|1[0-2]))?$",
        description="Une session commence ce mois-là ou plus tard (année et mois).",
        examples=["2027-01"],
    )
    entry: at_most_one(ENTRIES) = Field(  # type: ignore[valid-type]
        "",
        description="Ouvertes à qui n’a que ce diplôme, ou aucun. Dit par la source, ou par la "
        "règle du diplôme.",
        examples=["sans_bac"],
    )
    boarding: Flag = Field(None, description="Établissements avec internat, ou sans.")
    pace: several(PACES) = Field((), description="Rythmes.", examples=[["soir"]])  # type: ignore[valid-type]
    unknown: several(UNSAID) = Field(  # type: ignore[valid-type]
        (),
        description="Filtres qui gardent aussi les formations dont aucune source ne dit ce qu’ils "
        "demandent.",
        examples=[["boarding"]],
    )
    public: several(PUBLICS) = Field((), description="Publics.", examples=[["jeunes"]])  # type: ignore[valid-type]
    departement: Codes = Field((), description="Codes de départements.", examples=[["59"]])
    spel: Codes = Field((), description="Codes de SPEL.")
    epci: Codes = Field((), description="Codes (SIREN) d’intercommunalités.")
    zone_emploi: Codes = Field((), description="Codes de zones d’emploi.")
    commune: Codes = Field((), description="Codes Insee de communes.", examples=[["59350"]])


class Departure(Parameters):
    """Where a person starts from, how, and for how long."""

    near: Annotated[tuple[Longitude, Latitude] | None, read_by(read_position)] = Field(
        None,
        description="Lieu de départ : longitude et latitude, en degrés. Passe avant « lieu ».",
        examples=[[3.06, 50.63]],
    )
    lieu: Annotated[str, read_by(read_commune)] = Field(
        "",
        pattern=r"^[A-Za-z0-9]{0,12}$",
        description="Commune de départ, par son code Insee.",
        examples=["59350"],
    )
    mode: Mode = Field("voiture", description="Moyen de transport.", examples=["velo"])
    max_minutes: Annotated[
        Annotated[int, Field(ge=0, le=MAX_MINUTES)] | None, read_by(read_minutes)
    ] = Field(None, description="Temps de trajet, au plus, en minutes.", examples=[30])


class SearchParameters(Departure, Filters):
    """Which courses are meant, and where from."""


def validated(model: type[M], args: Mapping[str, str]) -> M:
    """Return the parameters of a model, read from texts.

    Raises BadQuery on the first value that cannot be read.
    """
    try:
        return model.model_validate(args)
    except ValidationError as error:
        problem: BadQuery = error.errors()[0]["ctx"]["error"]
    # Raised in there, it would have for context the error that holds it: a circle that the garbage
    # collector does not see, and with it every frame of the request.
    raise problem.with_traceback(None)
