"""What the API answers in JSON: the members of its replies that a program can rely on."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field


class Reply(BaseModel):
    """A reply may have other members: a program leaves out those that it does not know."""

    model_config = ConfigDict(extra="allow")


class Error(Reply):
    """Why there is no answer."""

    error: str = Field(description="Une phrase, en français.")
    parameter: str | None = Field(None, description="Le paramètre en cause, s’il y en a un.")


TIMES = Field(description="Ce qui donne les temps de trajet ; vide sans lieu de départ.")


class About(Reply):
    """What every reply says of the data."""

    region: str
    built_at: str = Field(description="Quand la base a été construite.")
    demonstration: bool = Field(description="Les formations sont simulées.")


class Courses(About):
    """Courses, as GeoJSON (RFC 7946); a course without a place has no geometry."""

    type: Literal["FeatureCollection"]
    features: list[dict[str, Any]]
    total: int = Field(ge=0, description="Formations de la recherche, toutes pages comprises.")
    total_distance: int = Field(ge=0)
    total_around: int = Field(ge=0, description="Celles de régions voisines, hors du total.")
    limit: int | None
    offset: int = Field(ge=0)
    travel_model: str
    times: str = TIMES


class Coverage(About):
    """Territories; `rows` in JSON, `features` in GeoJSON."""

    mode: str
    threshold: int
    population: str
    by: str
    travel_model: str
    times: str = TIMES
    rows: list[dict[str, Any]] = []
    features: list[dict[str, Any]] = []


class Siting(About):
    """Communes where to open, each followed by what would do nearly as well in its place."""

    mode: str
    threshold: int
    times: str = TIMES
    rows: list[dict[str, Any]] = []
    effects: dict[str, list[dict[str, Any]]] = Field(
        {}, description="Habitants hors d’atteinte avant, après, et gagnés, par niveau."
    )


class Rows(About):
    """Published figures, a row each."""

    statuses: dict[str, str] = Field(description="Ce que veulent dire les états des chiffres.")
    total: int = Field(ge=0)
    rows: list[dict[str, Any]]


class Guidance(About):
    """Places that help; `rows` in JSON, `features` in GeoJSON."""

    total: int = Field(ge=0, description="Lieux qui répondent, toutes pages comprises.")
    times: str = TIMES
    known: list[dict[str, Any]] = Field(description="Ce qui est connu de chaque sorte de lieux.")
    rows: list[dict[str, Any]] = []
    features: list[dict[str, Any]] = []


class MonthRow(Reply):
    """A figure of a period, at the level it is published at: never divided to fit a SPEL."""

    spel: str
    spel_code: str
    measure: str
    axis: str = Field(description="Par quoi il est ventilé ; vide pour l’ensemble.")
    level: str = Field(
        description="De quoi il est : « spel » pour une somme de communes, sinon un territoire "
        "plus large, tel quel."
    )
    place: str
    period: str = Field(description="Mois (2026-01), trimestre (2026-T1) ou année (2025).")
    value: float | None = Field(description="Rien s’il n’est pas publié : « status » dit pourquoi.")
    unit: str
    status: str
    region_value: float | None = Field(description="La région, à la même période.")
    series: str
    source: str
    perimeter: str
    simulated: bool


class MonthLack(Reply):
    """What no loaded source gives, and who has it."""

    spel_code: str
    label: str
    holder: str


class Month(About):
    """Monthly boards of SPEL."""

    start: str = Field(description="Première année du contrat ; vide si elle n’est pas connue.")
    total: int = Field(ge=0, description="Lignes, toutes pages comprises.")
    rows: list[MonthRow]
    lacks: list[MonthLack]


class Completeness(About):
    """What is known of the offer, a row a voie, level and département."""

    known: bool = Field(description="La base l’a mesuré.")
    grades: dict[str, str] = Field(description="Ce que veulent dire les états.")
    rows: list[dict[str, Any]]


class Sources(About):
    """Sources, with what was kept of them."""

    sources: list[dict[str, Any]]
    set_aside: list[dict[str, Any]] = Field(description="Fichiers qui n’ont rien donné.")
    refused: str
