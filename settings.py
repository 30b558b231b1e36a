"""The settings: what changes from one installation to another, read from `ATLAS_*` and `.env`."""

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent
DATA = ROOT / "data"

_RATE = r"(api|exports|pdf)=[1-9]\d*/(second|minute|hour|day)"


class WrongSetting(SystemExit):
    """A setting cannot be read; uncaught, it ends the program with its French sentence."""


def _setting(default: object, what: str, accepted: str = "", **limits: Any) -> Any:
    """Declare a setting: its default, what it is, and for a closed set what is accepted."""
    return Field(default, description=what, json_schema_extra={"accepted": accepted}, **limits)


class Settings(BaseSettings):
    """Every setting; README's table repeats the names, defaults and descriptions."""

    model_config = SettingsConfigDict(
        env_prefix="ATLAS_",
        env_file=ROOT / ".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    port: int = _setting(
        8050, "port of the server", "un nombre de 1 à 65535",
        ge=1, le=65535, validation_alias="PORT",
    )  # fmt: skip
    host: str = _setting(
        "127.0.0.1", "address that the server listens on; `0.0.0.0` in a container",
        "une adresse IP", pattern=r"^[0-9a-fA-F.:]+$",
    )  # fmt: skip
    workers: int = _setting(
        2, "worker processes (about 160 MB each, memory shared)", "un nombre d'au moins 1",
        ge=1, validation_alias="WEB_CONCURRENCY",
    )  # fmt: skip
    store: str = _setting(
        str(DATA / "store"),
        "folder of the store, or any fsspec address "
        "(`s3://…`: `pip install -r requirements-s3.txt`)",
    )
    sources: str = _setting(
        str(DATA / "sources"),
        "folder of the producers' files, or several (`FOLDER:FOLDER`; `fetch` fills the first)",
    )
    region: str = _setting("hauts-de-france", "region to build")
    catalogue: Path = _setting(DATA / "catalogue.toml", "where `fetch` finds the files")
    cache: str = _setting(
        "memory",
        "where answers that cost are kept: `memory`, `none`, a folder (`/…`, `./…`) or `redis://…`",
        "« memory », « none », un dossier (« /… » ou « ./… ») ou une adresse « redis://… »",
        pattern=r"^(memory|none|(rediss?|unix)://.+|\.{0,2}/.+)$",
    )
    usage: str = _setting(
        str(DATA / "usage.sqlite"),
        "file where uses are counted, without who nor what (in Redis where `ATLAS_CACHE` is one); "
        "`none`: no count",
        "« none » ou un fichier (« /… » ou « ./… »)",
        pattern=r"^(none|\.{0,2}/.+)$",
    )
    address: str | None = _setting(
        None,
        "public address of the site (`https://…`), where the proxy does not give it as `Host`",
        "une adresse comme « https://formations.exemple.fr »",
        pattern=r"^https?://[^/\s\"'<>]+/?$",
    )
    proxies: int = _setting(
        0, "proxies in front, whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed",
        "un nombre de 0 à 9", ge=0, le=9,
    )  # fmt: skip
    limits: str = _setting(
        "api=300/minute, exports=60/minute, pdf=30/minute",
        "how often an address may ask for what costs, or `none`",
        "« none », ou des débits comme « api=300/minute, exports=60/minute, pdf=30/minute »",
        pattern=rf"^(none|{_RATE}(\s*,\s*{_RATE})*)$",
    )
    metrics: str | None = _setting(
        None,
        "where Prometheus reads how the server is doing: `127.0.0.1:9100`, never in public",
        "une adresse comme « 127.0.0.1:9100 »",
        pattern=r"^[^\s:/]+:\d{1,5}$",
    )
    log: Literal["plain", "json"] = _setting(
        "plain", "`json`: a line an answer and a fault, without personal data; `plain`: faults",
        "« plain » ou « json »",
    )  # fmt: skip
    cors: str | None = _setting(
        None,
        "sites whose pages may read the API: `*`, or addresses separated by commas",
    )
    frames: str | None = _setting(
        None,
        "sites whose pages may show ours in a frame: `*`, or addresses separated by commas",
        "« * », ou des adresses comme « https://www.exemple.fr », séparées par des virgules",
        pattern=r"^(\*|https?://[^/\s\"'<>;,]+(\s*,\s*https?://[^/\s\"'<>;,]+)*)$",
    )
    regions: str | None = _setting(
        None,
        "regions served beside this one, itself included, each at its address "
        "(`bretagne=https://…,corse=https://…`): `/region` lists them",
        "des régions et leurs adresses, comme « bretagne=https://a.fr,corse=https://b.fr »",
        pattern=r"^\s*[a-z-]+=https?://[^\s,\"'<>]+(\s*,\s*[a-z-]+=https?://[^\s,\"'<>]+)*\s*$",
    )
    contact: str | None = _setting(
        None,
        "address of mail that an error of a course is signalled to",
        "une adresse comme « atlas@exemple.fr »",
        pattern=r"^[^@\s<>?&\"']+@[^@\s<>?&\"']+$",
    )
    lheo_xsd: Path | None = _setting(None, "the LHEO schema, to validate LHEO files against")
    shared_data: Path = _setting(
        ROOT.parent / "shared" / "data", "folder of the real files that `tests/real/` reads"
    )
    router: str | None = _setting(
        None,
        "address of an OSRM server for exact times by car, or one a mode "
        "(`voiture=http://…,velo=http://…`)",
        "l'adresse d'un serveur OSRM (« http://… »), ou « voiture=http://…,velo=http://… »",
        pattern=r"^(https?://[^\s,]+|(voiture|velo|marche)=https?://[^\s,]+"
        r"(,(voiture|velo|marche)=https?://[^\s,]+)*)$",
    )
    congestion: float = _setting(
        1.0,
        "what all times by car are multiplied by: roads and estimates know no rush hour",
        "un nombre de 1 à 3 (1,2 s'écrit « 1.2 »)",
        ge=1, le=3,
    )  # fmt: skip
    tiles: str | None = _setting(
        None,
        "server of map images that a person may choose to see where no street is loaded, and whom "
        "they are owed to (`https://…/{z}/{x}/{y}.png © IGN`)",
        "l'adresse d'images de carte, comme « https://…/{z}/{x}/{y}.png © IGN »",
        pattern=r"^https?://[^\s/;,'\"]+/[^\s;,'\"]*\{z\}[^\s;,'\"]*\{[xy]\}[^\s;,'\"]*\{[xy]\}"
        r"[^\s;,'\"]*( [^<>]+)?$",
    )
    routing: Path = _setting(DATA / "routing", "where prepared networks of roads are kept")
    fetch_test_loopback: bool = _setting(
        False, "tests only: `fetch` may use plain http, to 127.0.0.1", "0 ou 1"
    )

    @property
    def source_folders(self) -> tuple[Path, ...]:
        """The folders of the producers' files."""
        return folders_of(self.sources)


def folders_of(text: str) -> tuple[Path, ...]:
    """Return the folders of a list such as `FOLDER:FOLDER`."""
    return tuple(Path(part) for part in text.split(os.pathsep) if part)


def read_settings() -> Settings:
    """Return the settings in force: the environment first, then `.env`, then the defaults.

    Raises WrongSetting: a value is not what its setting accepts.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise WrongSetting(" ".join(map(_refusal, error.errors()))) from None
    except UnicodeDecodeError:
        raise WrongSetting("Le fichier « .env » n'est pas un texte en UTF-8.") from None


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    alias = Settings.model_fields[name].validation_alias
    return str(alias or f"ATLAS_{name.upper()}")


def _refusal(error: Any) -> str:
    place = str(error["loc"][0])
    name = next(n for n in Settings.model_fields if place in (n, variable(n)))
    accepted = Settings.model_fields[name].json_schema_extra["accepted"]  # type: ignore[index]
    return f"{variable(name)} doit être {accepted}, pas « {error['input']} »."
