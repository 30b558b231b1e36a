"""Reads a TOML file of the project into its schema, or says in French what is wrong with it."""

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from loaders.errors import StoreError, where_in_toml

File = TypeVar("File", bound=BaseModel)


def read_checked(path: Path, schema: type[File], what: str) -> File:
    """Return a file as its schema has it; `what` is what the file holds, in French.

    Raises StoreError if the file is not valid; the message, in French, names it and what is wrong.
    """
    try:
        return schema.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = f"ce n'est pas du TOML, {where_in_toml(error)}"
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        problem = f"« {place} » est absent, inconnu ou mal rempli"
    raise StoreError(f"Le fichier {what} « {path.name} » ne peut être lu : {problem}.")
