"""The contract of the API, as OpenAPI 3.1: made from the models that validate its requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from callbacks.api import schemas
from callbacks.api.exports import MIMETYPES
from callbacks.api.parameters import (
    MAX_LIMIT,
    CompletenessParameters,
    CoverageApiParameters,
    GuidanceApiParameters,
    IndicatorParameters,
    MonthParameters,
    OffersParameters,
    SitingApiParameters,
    SourcesParameters,
    TensionParameters,
)
from callbacks.serving.unavailable import LONGEST_ADDRESS
from geodata.asking.parameters import Parameters
from layouts.kit.format import number

ADDRESS = "/api/v1/openapi.json"

ABOUT = (
    "Les réponses des pages de l’atlas, en données. Tout se lit (GET), sans clé ; un paramètre qui "
    "n’existe pas, ou une valeur qui n’est pas lue, donne une phrase qui le nomme. Plusieurs "
    "valeurs se séparent par des virgules. Une réponse porte un ETag : redemandée avec "
    "If-None-Match, elle ne revient que si elle a changé. « times » dit ce qui "
    "donne les temps de trajet : les routes, des horaires, ou une estimation."
)
LIMITS = (
    f"{number(MAX_LIMIT)} formations au plus par réponse GeoJSON : « limit » et « offset » donnent "
    f"la suite, « total » leur nombre. Une adresse a {number(LONGEST_ADDRESS)} caractères au plus."
)
LICENCE = (
    "Chaque source garde sa licence : /api/v1/sources la donne, avec le producteur et le millésime."
)

_JSON = "application/json"


@dataclass(frozen=True)
class Operation:
    """An address of the API.

    Attributes
    ----------
    path, name, title, description : str
    parameters : a model, which validates its requests
    reply : the model of its reply in JSON
    formats : media types by name of format, the usual one first
    example : an address that shows it
    """

    path: str
    name: str
    title: str
    description: str
    parameters: type[Parameters]
    reply: type[BaseModel]
    formats: Mapping[str, str]
    example: str


_TABLE = {"json": _JSON, "csv": MIMETYPES["csv"]}

OPERATIONS = (
    Operation(
        "/api/v1/offers", "offers", "Les formations",
        "Les formations d’une recherche, et leur temps de trajet depuis un lieu.",
        OffersParameters, schemas.Courses, MIMETYPES,
        "/api/v1/offers?lieu=59350&max_minutes=30&level=3,4&limit=20",
    ),
    Operation(
        "/api/v1/coverage", "coverage", "La couverture des territoires",
        "Pour chaque territoire, les habitants qui ont une formation à portée, et les autres.",
        CoverageApiParameters, schemas.Coverage, {**_TABLE, "geojson": MIMETYPES["geojson"]},
        "/api/v1/coverage?by=departement&threshold=30",
    ),
    Operation(
        "/api/v1/siting", "siting", "Où ouvrir",
        "Les communes où ouvrir met le plus d’habitants à portée, d’autres choix presque égaux, "
        "et l’effet par territoire.",
        SitingApiParameters, schemas.Siting, _TABLE,
        "/api/v1/siting?level=3&domain=transport-logistique&p=3&habitants_min=5000",
    ),
    Operation(
        "/api/v1/tension", "tension", "La tension des métiers",
        "Tension et projets de recrutement par métier et territoire, tels que publiés.",
        TensionParameters, schemas.Rows, _TABLE, "/api/v1/tension?level=region&limit=20",
    ),
    Operation(
        "/api/v1/indicators", "indicators", "Les indicateurs des territoires",
        "Les chiffres des portraits, avec leur source, leur période et leur périmètre.",
        IndicatorParameters, schemas.Rows, _TABLE,
        "/api/v1/indicators?level=region&theme=population",
    ),
    Operation(
        "/api/v1/guidance", "guidance", "Qui peut aider",
        "Les lieux qui orientent, accueillent, ou aident à venir et à rester, et le temps pour y "
        "aller.",
        GuidanceApiParameters, schemas.Guidance, {**_TABLE, "geojson": MIMETYPES["geojson"]},
        "/api/v1/guidance?lieu=59249&public=jeunes",
    ),
    Operation(
        "/api/v1/month", "month", "Le mois des SPEL",
        "Les chiffres du tableau de bord du mois de chaque SPEL depuis le début du contrat, chacun "
        "avec le niveau et la période de sa publication, et ce qui manque.",
        MonthParameters, schemas.Month, _TABLE, "/api/v1/month?code=627&last=oui",
    ),
    Operation(
        "/api/v1/completeness", "completeness", "L’offre connue",
        "Ce que l’atlas connaît de l’offre, par voie, niveau et département, et ce qui lui manque.",
        CompletenessParameters, schemas.Completeness, _TABLE,
        "/api/v1/completeness?voie=apprentissage",
    ),
    Operation(
        "/api/v1/sources", "sources", "Les sources",
        "Les sources lues, ce qui en a été retenu, et ce qui a été écarté et pourquoi.",
        SourcesParameters, schemas.Sources, _TABLE, "/api/v1/sources",
    ),
)  # fmt: skip

ERRORS = {
    400: "Un paramètre n’existe pas, ou sa valeur n’est pas lue : « parameter » le nomme.",
    404: "Un code que la région n’a pas : « parameter » le nomme.",
    414: "L’adresse est trop longue.",
    429: "Trop de demandes en peu de temps : « Retry-After » dit quand recommencer.",
    503: "La base n’est pas encore construite, ou trop de monde la consulte.",
}
"""What a status of failure means."""


def specification() -> dict[str, Any]:
    """Return the contract, as plain data."""
    models = {one.reply for one in OPERATIONS} | {schemas.Error}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Atlas Formation",
            "version": "1",
            "description": f"{ABOUT}\n\n{LIMITS}",
            "license": {"name": LICENCE},
        },
        "servers": [{"url": "/"}],
        "paths": {one.path: {"get": _operation(one)} for one in OPERATIONS},
        "components": {
            "schemas": {
                model.__name__: model.model_json_schema()
                for model in sorted(models, key=lambda one: one.__name__)
            }
        },
    }


def _operation(one: Operation) -> dict[str, Any]:
    errors = {
        str(status): {
            "description": meaning,
            "content": {_JSON: {"schema": _ref(schemas.Error)}},
        }
        for status, meaning in ERRORS.items()
    }
    return {
        "operationId": one.name,
        "summary": one.title,
        "description": f"{one.description}\n\nExemple : {one.example}",
        "parameters": parameters(one.parameters),
        "responses": {
            "200": {
                "description": one.title,
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {mime: {"schema": _body(one, mime)} for mime in one.formats.values()},
            },
            "304": {"description": "Rien n’a changé depuis l’ETag donné."},
            **errors,
        },
    }


def parameters(model: type[Parameters]) -> list[dict[str, Any]]:
    """Return the parameters of a model as OpenAPI says them."""
    return [
        _parameter(name, facts) for name, facts in model.model_json_schema()["properties"].items()
    ]


def _parameter(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    known = [one for one in facts.pop("anyOf", []) if one != {"type": "null"}]
    schema = {**(known[0] if known else {}), **facts}
    told: dict[str, Any] = {"name": name, "in": "query", "description": schema.pop("description")}
    if examples := schema.pop("examples", None):
        told["example"] = examples[0]
    if schema.get("type") == "array":
        told |= {"style": "form", "explode": False}
    schema.pop("title", None)
    if not schema.get("default"):
        schema.pop("default", None)
    return {**told, "schema": schema}


def _body(one: Operation, mime: str) -> dict[str, Any]:
    return _ref(one.reply) if "json" in mime else {"type": "string"}


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}
