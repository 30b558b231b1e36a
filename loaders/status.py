"""What a store holds, as an account for `status`."""

from __future__ import annotations

from typing import Any

from loaders.source import counts_of
from loaders.store import Store

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
            "elsewhere": row["rows_read"] - row["rows_kept"] - row["rows_rejected"],
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
        "layers": manifest.layers,
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
    text += f", {source['rows_rejected']} écartées" if source["rows_rejected"] else ""
    return text + (f", {source['elsewhere']} hors de la région" if source["elsewhere"] else "")


def _few(names: list[str], limit: int = 5) -> str:
    return ", ".join(names[:limit]) + ("…" if len(names) > limit else "")
