"""What a store or a file holds, as an account for `status` and `check`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loaders.catalogue import recognise
from loaders.errors import SourceError
from loaders.gathering import SourceFile, informed
from loaders.source import Context, counts_of
from loaders.store import Store
from loaders.tabular import header_of

TABLES = {
    "communes": "communes",
    "zones": "territoires",
    "sites": "lieux de formation",
    "offers": "formations",
    "romes": "métiers (ROME)",
    "sources": "sources",
    "rejects": "lignes écartées",
}


def account(store: Store) -> dict[str, Any]:
    """Return what a store holds: identity, counts by table, by source, rejections by reason."""
    manifest = store.manifest
    reasons = {key: counts_of(rows["reason"]) for key, rows in store.rejects.groupby("source")}
    offers = store.offers.groupby("source").size()
    columns = ["source", "name", "vintage", "file", "rows_read", "rows_kept", "rows_rejected"]
    sources = [
        {
            **row,
            "offers": int(offers.get(row["source"], 0)),
            "rejects": reasons.get(row["source"], {}),
            "corrections": manifest.corrections.get(row["source"], {}),
        }
        for row in store.sources[[*columns, "simulated"]].to_dict("records")
    ]
    return {
        "id": manifest.id,
        "built_at": manifest.built_at,
        "region": manifest.region,
        "region_name": manifest.region_name,
        "demonstration": manifest.demonstration,
        "travel_model": manifest.travel_model,
        "counts": manifest.counts,
        "sources": sources,
        "unrecognised": list(manifest.unrecognised),
    }


def show(report: dict[str, Any]) -> str:
    """Return an account of a store as lines of French."""
    kind = "démonstration (formations simulées)" if report["demonstration"] else "offre réelle"
    lines = [
        f"Base régionale {report['region_name']}, construite le {report['built_at']} ({kind})",
        f"Temps de trajet : {report['travel_model']}",
        "",
        *(f"{report['counts'][name]:>8} {label}" for name, label in TABLES.items()),
        "",
        "Sources :",
    ]
    for source in report["sources"]:
        vintage = f" ({source['vintage']})" if source["vintage"] else ""
        lines.append(f"- {source['name']}{vintage} : {_rows(source)}")
        lines += [f"    écarté : {reason} ({n})" for reason, n in source["rejects"].items()]
        lines += [f"    corrigé : {reason} ({n})" for reason, n in source["corrections"].items()]
    if report["unrecognised"]:
        count = len(report["unrecognised"])
        lines += ["", f"{count} fichier(s) non reconnu(s) : {_few(report['unrecognised'])}"]
    return "\n".join(lines)


def _rows(source: dict[str, Any]) -> str:
    text = f"{source['rows_read']} lignes lues, {source['rows_kept']} gardées"
    return text + (f", {source['rows_rejected']} écartées" if source["rows_rejected"] else "")


def _few(names: list[str], limit: int = 5) -> str:
    return ", ".join(names[:limit]) + ("…" if len(names) > limit else "")


def check_file(
    path: Path, context: Context, companions: Sequence[SourceFile] = ()
) -> dict[str, Any]:
    """Return what a file is, its vintage, its usable rows and why the others are not.

    `companions` are files where its parser may find what it needs, such as nomenclatures. The keys
    of the account are file, source, vintage, rows_read, rows_kept, rejects (count by reason),
    corrections, usable (whether at least a row is) and text (the same in French).
    """
    blank: dict[str, Any] = {
        "file": path.name,
        "source": "",
        "vintage": "",
        "rows_read": 0,
        "rows_kept": 0,
        "rejects": {},
        "corrections": {},
        "usable": False,
    }
    source = recognise(path) if path.is_file() else None
    if source is None:
        why = _stranger(path)
        return {**blank, "error": why, "text": f"{path.name} : {why}"}
    try:
        parsed = source.read(path, informed(context, companions, source))
    except SourceError as error:
        why = f"{source.name}, mais {error}."
        return {**blank, "source": source.key, "error": why, "text": f"{path.name} : {why}"}
    report = {
        **blank,
        "source": source.key,
        "vintage": parsed.vintage,
        "rows_read": parsed.rows_read,
        "rows_kept": parsed.rows_kept,
        "rejects": counts_of(parsed.rejects["reason"]),
        "corrections": counts_of(parsed.corrections["reason"]),
        "usable": parsed.rows_kept > 0,
    }
    return {**report, "text": _sentence(report, source.name)}


def _stranger(path: Path) -> str:
    if not path.exists():
        return "ce fichier n'existe pas."
    columns = header_of(path) if path.is_file() else ()
    seen = f" Ses colonnes : {_few(list(columns), 8)}." if len(columns) > 1 else ""
    return f"aucune source connue ne correspond à ce fichier.{seen}"


def _sentence(report: dict[str, Any], name: str) -> str:
    lines = [
        f"{report['file']} : {name}, {report['vintage']}",
        f"  {report['rows_kept']} lignes utilisables sur {report['rows_read']}",
    ]
    lines += [f"  écarté : {reason} ({n})" for reason, n in report["rejects"].items()]
    lines += [f"  corrigé : {reason} ({n})" for reason, n in report["corrections"].items()]
    return "\n".join(lines)
