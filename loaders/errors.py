"""What can go wrong between files and the store, said in plain French."""

import errno
import re

_SYSTEM = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.ENOENT: "le fichier n'existe pas",
    errno.ENOTDIR: "un fichier est là où un dossier est attendu",
    errno.EISDIR: "c'est un dossier",
    errno.EEXIST: "le fichier existe déjà",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "l'espace alloué est épuisé",
    errno.EROFS: "le disque est en lecture seule",
    errno.EIO: "erreur du disque",
    errno.ESTALE: "le disque du réseau ne répond plus",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENFILE: "trop de fichiers sont ouverts",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ELOOP: "des liens tournent en rond",
    errno.ENOMEM: "la mémoire manque",
    errno.ETIMEDOUT: "le délai est dépassé",
    errno.EPIPE: "la suite n'est plus lue",
}


def system_says(error: OSError) -> str:
    """Return in French why the system refuses something, which it says in the machine's words."""
    if error.errno is None:
        return "erreur de lecture ou d'écriture"
    return _SYSTEM.get(error.errno, f"erreur {error.errno} du système")


def where_in_toml(error: ValueError) -> str:
    """Return in French where a text stops being TOML, which the library says in English."""
    if isinstance(error, UnicodeDecodeError):
        return "il n'est pas en UTF-8"
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    return f"ligne {found[1]}, colonne {found[2]}" if found else "il s'arrête avant sa fin"


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
