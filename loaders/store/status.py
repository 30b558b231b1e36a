"""What a store holds, as an account for `status`."""

import datetime as dt
from typing import Any

from geodata.provenance.quality import FACTS, LATE, ages
from geodata.provenance.values import CHANGE_KINDS, sources_of
from loaders.files.finding import SetAside
from loaders.source import counts_of
from loaders.store.regional import Store

TABLES = {
    "communes": "communes",
    "zones": "territoires",
    "sites": "lieux de formation",
    "offers": "formations",
    "ring_offers": "formations de régions voisines, à une heure environ, comptées à part",
    "romes": "métiers (ROME)",
    "sources": "sources",
    "rejects": "lignes écartées",
}


def account(store: Store, today: dt.date | None = None) -> dict[str, Any]:
    """Return what a store holds: identity, counts by table, by source, rejections, quality.

    Parameters
    ----------
    today : the day from which the age of the sources is counted, today by default
    """
    manifest = store.manifest
    reasons = {key: counts_of(rows["reason"]) for key, rows in store.rejects.groupby("source")}
    offers = store.offers["source"].map(sources_of).explode().value_counts()
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
        "set_aside": list(manifest.set_aside),
        "refused": manifest.refused,
        "layers": manifest.layers,
        "quality": _dated(manifest.quality, store, today or dt.date.today())
        if manifest.quality
        else {},
        "snapshot": manifest.snapshot,
    }


def _dated(quality: dict[str, Any], store: Store, today: dt.date) -> dict[str, Any]:
    """Return the report with the age of each source against its rhythm, on a day."""
    rhythms = {key: str(one["rhythm"]) for key, one in quality["sources"].items()}
    found = ages(store.sources, rhythms, today)
    sources = {
        # An older file of a source is not late: a newer one is there.
        key: {
            **measured,
            "freshness": found[key].state if key in found else "",
            "age_months": found[key].months if key in found else None,
        }
        for key, measured in quality["sources"].items()
    }
    return {**quality, "sources": sources}


def show(report: dict[str, Any]) -> str:
    """Return an account of a store as lines of French."""
    kind = "démonstration (formations simulées)" if report["demonstration"] else "offre réelle"
    lines = [
        f"Base régionale {report['region_name']}, construite le {report['built_at']} ({kind})",
        f"Temps de trajet : {report['travel_model']}",
        "",
        *(f"{report['counts'].get(name, 0):>8} {label}" for name, label in TABLES.items()),
        "",
        "Sources :",
    ]
    for source in report["sources"]:
        vintage = f" ({source['vintage']})" if source["vintage"] else ""
        lines.append(f"- {source['name']}{vintage} : {_rows(source)}")
        lines += [f"    écarté : {reason} ({n})" for reason, n in source["rejects"].items()]
        lines += [f"    corrigé : {reason} ({n})" for reason, n in source["corrections"].items()]
    lines += _quality(report["quality"])
    aside = [SetAside(**one) for one in report["set_aside"]]
    for title, fault in (("Fichiers mis de côté", True), ("Fichiers qui n'apportent rien", False)):
        texts = [f"- {one.text()}" for one in aside if one.fault == fault]
        lines += ["", f"{title} :", *texts] if texts else []
    if report["refused"]:
        lines += ["", f"À savoir : {report['refused']}"]
    if report["unrecognised"]:
        count = len(report["unrecognised"])
        lines += ["", f"{count} fichier(s) non reconnu(s) : {_few(report['unrecognised'])}"]
    return "\n".join(lines)


def _quality(quality: dict[str, Any]) -> list[str]:
    """Return the quality of the courses as lines of French."""
    if not quality:
        return []
    told = quality["all"]["told"]
    lines = ["", "Qualité des formations :"]
    lines += [f"{_percent(told[name]):>8} {label.lower()}" for name, label in FACTS.items()]
    merging = quality.get("merging", {})
    if merging:
        lines.append(
            f"{merging['merged']:>8} formations connues de plusieurs sources "
            f"({merging['rows']} lignes, {merging['courses']} formations)"
        )
    if graduates := quality.get("graduates", {}):
        lines.append(
            f"{graduates['courses']:>8} formations dont le devenir des diplômés est publié "
            f"({graduates['joined']} diplômes d'établissement sur {graduates['diplomas']} "
            "rapprochés d'une formation)"
        )
    late = [key for key, one in quality["sources"].items() if one["freshness"] == LATE]
    if late:
        lines.append(f"{len(late):>8} source(s) en retard : {_few(late)}")
    changes = quality.get("differences", {})
    if changes:
        counts = ", ".join(f"{changes[kind]} {CHANGE_KINDS[kind].lower()}" for kind in CHANGE_KINDS)
        lines.append(f"Depuis le {changes['since']} : {counts}")
    return lines


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %".replace(".", ",")


def _rows(source: dict[str, Any]) -> str:
    text = f"{source['rows_read']} lignes lues, {source['rows_kept']} gardées"
    text += f", {source['rows_rejected']} écartées" if source["rows_rejected"] else ""
    return text + (f", {source['elsewhere']} hors de la région" if source["elsewhere"] else "")


def _few(names: list[str], limit: int = 5) -> str:
    return ", ".join(names[:limit]) + ("…" if len(names) > limit else "")
