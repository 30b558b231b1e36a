"""The parameters of each address of the API: what validates its requests, and documents them."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo

from callbacks.api.exports import MIMETYPES
from geodata.asking.coverage import CoverageParameters, grouping
from geodata.asking.guidance import GuidanceParameters
from geodata.asking.parameters import (
    Codes,
    Flag,
    Levels,
    Parameters,
    SearchParameters,
    among,
    read_by,
    several,
)
from geodata.asking.reading import MAX_TEXT, BadQuery
from geodata.asking.siting import SitingParameters
from geodata.coverage import order as coverage_order
from geodata.finding import order as finding_order
from geodata.needs.observation import ENTRIES, THEMES, read_year
from geodata.tables.observation import TERRITORIES
from geodata.vocabulary import VOIES

DEFAULT_LIMIT = 100
MAX_LIMIT = 10_000
"""Most courses of one GeoJSON reply; the other formats have no limit of their own."""

MAX_FILE = 10**9
MAX_ROWS = 10**6


def choice(values: Iterable[str], default: str | None = None) -> Any:
    """Return the type of a parameter with a closed list of values; by default, the first."""
    allowed = list(values)
    usual = allowed[0] if default is None else default

    def read(name: str, text: str) -> str:
        if text and text not in allowed:
            raise BadQuery(name, f"« {name} » se choisit parmi : {', '.join(allowed)}.")
        return text or usual

    return Annotated[str, among(allowed), read_by(read)]


def whole(name: str, text: str, most: int) -> int | None:
    """Return a whole number, None when the text is empty (raises BadQuery)."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= most):
        raise BadQuery(name, f"« {name} » est un nombre entier de 0 à {most}.")
    return int(text)


def up_to(most: int) -> Any:
    """Return the type of a whole number that may be left out."""
    reader = read_by(lambda name, text: whole(name, text, most))
    return Annotated[Annotated[int, Field(ge=0, le=most)] | None, reader]


def _limit(text: str, info: ValidationInfo) -> int | None:
    geojson = info.data.get("format") == "geojson"
    return whole("limit", text.strip(), MAX_LIMIT if geojson else MAX_FILE)


def _text(name: str, text: str) -> str:
    if len(text) > MAX_TEXT:
        raise BadQuery(name, f"« {name} » est trop long : {MAX_TEXT} signes au plus.")
    return text


Text = Annotated[str, Field(max_length=MAX_TEXT), read_by(_text)]

Year = Annotated[
    Annotated[int, Field(ge=0, le=9999, json_schema_extra={"minimum": 1000})] | None,
    read_by(read_year),
]

_OFFSET = "Lignes à passer : avec « limit », pour aller page par page."


class OffersParameters(SearchParameters):
    """Parameters of the courses."""

    format: choice(MIMETYPES) = Field("geojson", description="Format de la réponse.")  # type: ignore[valid-type]
    limit: Annotated[Annotated[int, Field(ge=0)] | None, BeforeValidator(_limit)] = Field(
        None,
        description=f"Formations, au plus. En GeoJSON : {DEFAULT_LIMIT} si rien n’est dit, "
        f"{MAX_LIMIT} au plus ; un fichier (CSV, XLSX, Parquet) les a toutes.",
        examples=[20],
        json_schema_extra={"maximum": MAX_LIMIT},
    )
    offset: up_to(MAX_FILE) = Field(None, description=_OFFSET)  # type: ignore[valid-type]
    distance: Flag = Field(None, description="Avec les formations à distance, malgré un lieu.")
    voisins: Flag = Field(None, description="Avec celles des régions voisines, hors des totaux.")
    tri: choice(finding_order.ORDERS, "") = Field(  # type: ignore[valid-type]
        "", description="Ordre de la liste ; sans lui, le temps de trajet, à distance comprises."
    )


class CoverageApiParameters(CoverageParameters):
    """Parameters of the coverage, a row a commune by default."""

    by: grouping("commune") = Field(  # type: ignore[valid-type]
        "commune",
        description="Territoires, une ligne chacun ; deux niveaux se croisent (« frr,spel »).",
        examples=["frr,spel"],
    )
    tri: choice(coverage_order.ORDERS) = Field(  # type: ignore[valid-type]
        next(iter(coverage_order.ORDERS)), description="Ordre des lignes."
    )
    format: choice(("json", "csv", "xlsx", "geojson")) = Field("json", description="Format.")  # type: ignore[valid-type]


class SitingApiParameters(SitingParameters):
    """Parameters of the best places."""

    format: choice(("json", "csv", "xlsx")) = Field("json", description="Format.")  # type: ignore[valid-type]


class RowsParameters(Parameters):
    """Parameters of a table of published figures."""

    level: several(dict.fromkeys(TERRITORIES, "")) = Field(  # type: ignore[valid-type]
        (), description="Niveaux de territoire.", examples=[["region"]]
    )
    code: Text = Field("", description="Codes de territoires, séparés par des virgules.")
    year: Year = Field(None, description="Année.", examples=[2024])
    source: Text = Field("", description="Clés de sources, séparées par des virgules.")
    limit: up_to(MAX_ROWS) = Field(None, description="Lignes, au plus.", examples=[20])  # type: ignore[valid-type]
    offset: up_to(MAX_ROWS) = Field(None, description=_OFFSET)  # type: ignore[valid-type]
    format: choice(("json", "csv")) = Field("json", description="Format de la réponse.")  # type: ignore[valid-type]


class TensionParameters(RowsParameters):
    """Parameters of the tension of métiers."""

    metier: Text = Field("", description="Un métier : un code FAP ou ROME, et ceux qui le suivent.")
    rome: Text = Field("", description="Un code ROME, lui seul.")
    fap: Text = Field("", description="Un code FAP, lui seul.")


class IndicatorParameters(RowsParameters):
    """Parameters of the indicators."""

    theme: several(dict.fromkeys(THEMES, "")) = Field((), description="Thèmes.")  # type: ignore[valid-type]
    entry: several(dict.fromkeys(ENTRIES, "")) = Field((), description="Entrées.")  # type: ignore[valid-type]
    indicator: Text = Field("", description="Le nom d’un indicateur.", examples=["Habitants"])
    category: Text = Field("", description="La catégorie qu’il compte.")


class GuidanceApiParameters(GuidanceParameters):
    """Parameters of the places that help."""

    limit: up_to(MAX_ROWS) = Field(None, description="Lieux, au plus.", examples=[20])  # type: ignore[valid-type]
    offset: up_to(MAX_ROWS) = Field(None, description=_OFFSET)  # type: ignore[valid-type]
    format: choice(("json", "csv", "geojson")) = Field("json", description="Format.")  # type: ignore[valid-type]


class MonthParameters(Parameters):
    """Parameters of the monthly boards."""

    code: Codes = Field((), description="Codes de SPEL ; tous sans lui.", examples=[["627"]])
    last: Flag = Field(None, description="La dernière valeur de chaque série, elle seule.")
    limit: up_to(MAX_ROWS) = Field(None, description="Lignes, au plus.", examples=[20])  # type: ignore[valid-type]
    offset: up_to(MAX_ROWS) = Field(None, description=_OFFSET)  # type: ignore[valid-type]
    format: choice(("json", "csv")) = Field("json", description="Format de la réponse.")  # type: ignore[valid-type]


class SourcesParameters(Parameters):
    """Parameters of the sources."""

    format: choice(("json", "csv")) = Field("json", description="Format de la réponse.")  # type: ignore[valid-type]


class CompletenessParameters(Parameters):
    """Parameters of what is known of the offer."""

    voie: several(VOIES) = Field((), description="Voies.", examples=[["apprentissage"]])  # type: ignore[valid-type]
    level: Levels = Field((), description="Niveaux, de 3 (CAP) à 8 (doctorat).", examples=[[3]])
    departement: Codes = Field((), description="Codes de départements.", examples=[["59"]])
    format: choice(("json", "csv")) = Field("json", description="Format de la réponse.")  # type: ignore[valid-type]
