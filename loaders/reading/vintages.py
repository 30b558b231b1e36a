"""The year of a list that does not say its own: the one that its name, or its archive's, bears."""

import re
import zipfile
from contextlib import suppress
from pathlib import Path

from loaders.reading.archives.contents import folders_of

UNDATED = "sans date"


def year_of(path: Path) -> str:
    """Return the last year that the name of a file, or of a file that it packs, bears; else "".

    Commune lists do not say their vintage: the name that they were saved under is all there is.
    It never tells what a file is.
    """
    names = told_names(path)
    with suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
        names += archive.namelist()
    for name in names:
        years = re.findall(r"(?<!\d)(20\d\d)(?:[01]\d[0-3]\d)?(?!\d)", name)
        if years:
            return years[-1]
    return ""


def day_of_name(path: Path) -> str:
    """Return the day that the name of a file bears, else its year (see `year_of`), else "".

    The day is « 2024-04-26 », however it is written from the year to the day; it may be that of the
    folder or the archive that the file comes from.
    """
    for name in told_names(path):
        found = re.findall(r"(?<!\d)(20\d\d)[-_]?([01]\d)[-_]?([0-3]\d)(?!\d)", name)
        if found:
            return "-".join(found[-1])
    return year_of(path)


def told_names(path: Path) -> list[str]:
    """Return the name of a file, then those of what it was unpacked from, the nearest first."""
    return [path.stem, *folders_of(path)]


def dated(name: str, path: Path) -> str:
    """Return a vintage: the zoning's name and the year of the file's name, UNDATED without."""
    year = year_of(path)
    return f"{name} {year}" if year else UNDATED
