"""What can go wrong between files and the store, said in plain French."""

from __future__ import annotations


class LoaderError(Exception):
    """Something the person who runs the command must know: the message is a French sentence."""


class StoreError(LoaderError):
    """The store cannot be read or written; the message says what to run."""


class SourceError(LoaderError):
    """A source file cannot be read; the message names the file's fault."""


class MissingColumnError(SourceError):
    """A column that the source needs is not in the file.

    Parameters
    ----------
    column : the name of the column as the producer publishes it
    nearest : the column of the file that looks most like it, or "" when none does
    """

    def __init__(self, column: str, nearest: str = "") -> None:
        self.column = column
        self.nearest = nearest
        hint = f" ; la colonne présente la plus proche est « {nearest} »" if nearest else ""
        super().__init__(f"colonne manquante : « {column} »{hint}")
