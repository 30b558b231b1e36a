"""What of an LHEO file departs from the schema of LHEO 2.3: a report, never a gate.

`python -m loaders.sources.lheo.validation FILE… [--xsd SCHEMA]` prints it. The schema (`lheo.xsd`,
published on lheo.gouv.fr) does not ship with the project: its place is given by `--xsd`, else by
the setting ATLAS_LHEO_XSD; without it the validation is not done, and this is said.

Files of LHEO 2.2 are compared to the schema of 2.3, their namespace put aside: 2.3 only adds to
it. Those of LHEO 1.3 have another structure, that the schema does not know.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from lxml import etree

from loaders.errors import LoaderError, SourceError
from loaders.sources.lheo.documents import opened
from loaders.sources.lheo.stream import Interrupted, Lost, head_of, records
from settings import read_settings, variable

NAMESPACE = "http://lheo.gouv.fr/2.3"
COLUMNS = ["violation", "element", "count", "record", "example"]

MISPLACED = "élément inattendu ou mal placé"
INCOMPLETE = "élément obligatoire absent"
BAD_VALUE = "valeur hors de la liste ou de la forme attendue"
BAD_LENGTH = "texte trop court ou trop long"
BAD_ATTRIBUTE = "attribut inconnu"
INTERRUPTED = "lecture interrompue"
LOST = "formation illisible"
OTHER = "autre écart"

_SETTING = variable("lheo_xsd")
_KINDS = {
    "SCHEMAV_CVC_MINLENGTH_VALID": BAD_LENGTH,
    "SCHEMAV_CVC_MAXLENGTH_VALID": BAD_LENGTH,
    "SCHEMAV_CVC_LENGTH_VALID": BAD_LENGTH,
    "SCHEMAV_CVC_ENUMERATION_VALID": BAD_VALUE,
    "SCHEMAV_CVC_PATTERN_VALID": BAD_VALUE,
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": BAD_ATTRIBUTE,
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": BAD_ATTRIBUTE,
    "SCHEMAV_CVC_ATTRIBUTE_3": BAD_VALUE,
}
# libxml2 says an invalid value twice: by the rule it breaks, then by its type.
_REPEATED = frozenset({"SCHEMAV_CVC_DATATYPE_VALID_1_2_1", "SCHEMAV_CVC_DATATYPE_VALID_1_2_2"})
_NAMESPACED = re.compile(r"\{[^}]*\}")
_EXPECTED = re.compile(r"Expected is (?:one of )?\(\s*(.*?)\s*\)")
_ATTRIBUTE = re.compile(r"attribute '([^']*)'")
_VALUE = re.compile(r"(?:value|attribute '[^']*'):? '([^']*)'")


def schema_place(given: Path | str | None = None) -> Path | None:
    """Return where the schema is: as given, else by the setting; None when it is nowhere."""
    place = given or read_settings().lheo_xsd
    return Path(place) if place and Path(place).is_file() else None


def validate(path: Path, xsd: Path | str | None = None) -> pd.DataFrame:
    """Return how many times a file departs from the schema, by kind and element.

    Parameters
    ----------
    path : an LHEO file, zipped or not, of any size: it is read record by record
    xsd : the schema; by default the setting ATLAS_LHEO_XSD

    Returns
    -------
    pd.DataFrame
        Columns violation (French), element, count, record (rank of the first record concerned,
        from 1), example; the most frequent first. Empty when nothing departs.

    Raises
    ------
    SourceError
        There is no schema, it is not one, or the file is not one that it describes.
    """
    schema = _schema(xsd)
    head = head_of(path)
    if head is None:
        raise SourceError("ce n'est pas un fichier LHEO")
    if head.version.startswith("1"):
        raise SourceError(f"le schéma ne décrit pas la version {head.version} de LHEO")
    found: dict[tuple[str, str], list[Any]] = {}
    rank = 0
    with opened(path) as documents:
        for document in documents:
            try:
                for element in records(document):
                    rank += 1
                    if isinstance(element, Lost):
                        found[(LOST, document.name)] = [1, rank, element.why]
                        continue
                    for kind, name, example in _departures(schema, element):
                        entry = found.setdefault((kind, name), [0, rank, example])
                        entry[0] += 1
            except Interrupted as stop:
                found[(INTERRUPTED, document.name)] = [1, rank + 1, str(stop)]
    rows = [(kind, name, *entry) for (kind, name), entry in found.items()]
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.sort_values("count", ascending=False, kind="stable", ignore_index=True)


def _schema(given: Path | str | None) -> Any:
    place = schema_place(given)
    if place is None:
        raise SourceError(
            "le schéma LHEO est absent : donnez sa place par --xsd ou par le réglage "
            f"{_SETTING} (il est publié sur lheo.gouv.fr)"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.XMLSchema(etree.parse(str(place), parser))
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        raise SourceError(f"« {place.name} » n'est pas un schéma XML lisible ({error})") from error


def _departures(schema: Any, element: Any) -> list[tuple[str, str, str]]:
    """Return what departs from the schema in a record: kind, element, example."""
    for part in element.iter(etree.Element):
        part.tag = f"{{{NAMESPACE}}}{part.tag.rpartition('}')[2]}"
    if schema.validate(element):
        return []
    return [
        _departure(error.type_name, _NAMESPACED.sub("", error.message))
        for error in schema.error_log
        if error.type_name not in _REPEATED
    ]


def _departure(kind: str, message: str) -> tuple[str, str, str]:
    named = re.match(r"Element '([^']*)'", message)
    name = named[1] if named else ""
    expected = _EXPECTED.search(message)
    if kind == "SCHEMAV_ELEMENT_CONTENT":
        missing = "Missing child" in message
        wanted = f"attendu : {expected[1]}" if expected else ""
        return (INCOMPLETE if missing else MISPLACED), name, wanted
    attribute = _ATTRIBUTE.search(message)
    value = _VALUE.search(message)
    if _KINDS.get(kind) == BAD_ATTRIBUTE and attribute:
        return BAD_ATTRIBUTE, name, attribute[1]
    return _KINDS.get(kind, OTHER), name, value[1][:80] if value else message[:160]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how each file departs from the schema; 0 when every file could be compared."""
    parser = argparse.ArgumentParser(description="Compare des fichiers LHEO au schéma publié.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FICHIER")
    parser.add_argument("--xsd", type=Path, help=f"le schéma (sinon, le réglage {_SETTING})")
    given = parser.parse_args(arguments)
    done = True
    for path in given.files:
        try:
            table = validate(path, given.xsd)
        except (LoaderError, OSError) as error:
            print(f"{path} : validation non faite, {error}.", file=sys.stderr)
            done = False
            continue
        print(f"{path} : {int(table['count'].sum())} écart(s) au schéma")
        for row in table.itertuples(index=False):
            print(f"  {row.count:6d}  {row.violation} : {row.element} ({row.example})")
    return 0 if done else 1


if __name__ == "__main__":
    raise SystemExit(main())
