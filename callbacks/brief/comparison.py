"""The brief of two to four territories side by side."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from dash import html

from geodata.atlas import Atlas
from geodata.maps.drawing import borders, dissolved, frame_of, towns
from geodata.portrait.choice import compare
from geodata.portrait.composition import Portrait
from geodata.portrait.names import kinds
from geodata.territory import Territory
from layouts.brief.choropleth import Lines, Picture, choropleth
from layouts.brief.comparison import FILLS, LAND, legend, method, question
from layouts.brief.document import Brief
from layouts.kit.format import day
from layouts.territory.comparison import common_words, known, themes
from layouts.territory.figures import Notes
from layouts.territory.words import beyond_words

PAGE = "Territoires"


def comparison_brief(
    atlas: Atlas, shown: Portrait, places: Sequence[Territory], address: str, today: date
) -> Brief:
    """Return the brief of some territories, the first being that of a portrait."""
    told = [kinds(atlas)[place.level, place.code] for place in places]
    rows = compare(atlas, places, shown.entry)
    notes = Notes()
    common = [row for row in rows if known(row) > 1]
    body = themes(shown, places, told, common, notes)
    names = [place.name for place in places]
    return Brief(
        page=PAGE,
        question=question(names),
        answer=[
            common_words(places, rows, ("est sur la page", "sont sur la page")),
            *(html.P(words) for words in beyond_words(places)),
        ],
        body=body,
        method=method(names[0]),
        sources=[*notes.numbered, f"Base du {day(atlas.built_on)}, note du {day(today)}."],
        address=address,
        picture=choropleth(_picture(atlas, places), "Les territoires comparés, dans la région."),
        legend=legend(places, told),
    )


def _picture(atlas: Atlas, places: Sequence[Territory]) -> Picture:
    """Fill each territory; one inside another is drawn over it, the region last of all."""
    frame = frame_of(atlas)
    group = np.zeros(len(atlas.communes), np.int64)
    for rank in sorted(range(len(places)), key=lambda rank: -places[rank].inside.sum()):
        if not places[rank].inside.all():
            group[places[rank].inside] = rank + 1
    shapes = dissolved(atlas, frame, group)
    styles = [LAND, *FILLS[: len(places)]]
    return Picture(
        height=frame.height,
        fills=[(style, shapes.get(rank, [])) for rank, style in enumerate(styles)],
        lines=[Lines(borders(atlas, frame, "departement"), "#7f8e91", 0.8)],
        names=towns(atlas, frame),
    )
