"""The counts of use, gathered for the page that shows them."""

from collections.abc import Sequence
from datetime import date, timedelta

from dash.development.base_component import Component

from callbacks.serving.monitoring.usage import NAMES, Count, usage
from geodata.atlas import Atlas
from layouts.data.usage import DAYS, UsagePage, Used, usage_page
from layouts.kit.format import day
from layouts.kit.typography import french


def page(atlas: Atlas) -> Component:
    """Return the page."""
    kept = usage()
    counts = kept.counts() if kept else []
    today = date.today()
    producers = set(atlas.sources["producer"]) - {""}
    return french(
        usage_page(
            UsagePage(
                kept=kept is not None,
                since=day(date.fromisoformat(counts[0].day)) if counts else "",
                pages=used(counts, "page", today),
                filters=used(counts, "filter", today),
                exports=used(counts, "export", today),
                sources=len(atlas.sources),
                producers=len(producers),
                placed=int((atlas.own_offers["site"] != "").sum()),
                offers=len(atlas.own_offers),
            )
        )
    )


def used(counts: Sequence[Count], kind: str, today: date) -> list[Used]:
    """Sum what served of a kind, the most first; names that say the same are one.

    The days before are told once they were all counted: what was not is no zero.
    """
    recent = (today - timedelta(days=DAYS)).isoformat()
    earlier = (today - timedelta(days=2 * DAYS)).isoformat()
    sums: dict[str, list[int]] = {}
    for one in counts:
        if one.kind != kind or one.name not in NAMES[kind]:
            continue
        row = sums.setdefault(NAMES[kind][one.name], [0, 0, 0])
        row[0] += one.n if one.day > recent else 0
        row[1] += one.n if earlier < one.day <= recent else 0
        row[2] += one.n
    whole = any(one.day <= earlier for one in counts)
    found = (
        Used(name, last, before if whole else None, ever)
        for name, (last, before, ever) in sums.items()
    )
    return sorted(found, key=lambda one: -one.ever)
