"""The monthly boards of the SPEL as data: each figure at its own level and period."""

from collections.abc import Callable

import pandas as pd
from flask import Blueprint, Response

from callbacks.api.files import csv_file
from callbacks.api.parameters import MonthParameters
from callbacks.api.replies import asked_of, cached, json_reply
from geodata.atlas import Atlas
from geodata.finding.export import records
from geodata.month.board import SPEL, board
from geodata.month.curves import contract_start
from geodata.month.export import HEADERS, board_rows, board_table
from geodata.territory import territories


def register(api: Blueprint, current: Callable[[], Atlas]) -> None:
    """Add the address of the boards."""

    @api.get("/api/v1/month")
    def month() -> Response:
        atlas = current()
        asked, args = asked_of(MonthParameters)
        return cached(atlas, args, lambda: _reply(atlas, asked), costly=True)


def _reply(atlas: Atlas, asked: MonthParameters) -> Response:
    codes = asked.code or tuple(territories(atlas).get(SPEL, {}))
    boards = [board(atlas, code) for code in dict.fromkeys(codes)]
    found = [board_rows(one, asked.last or False) for one in boards]
    kept = [rows for rows in found if len(rows)] or [pd.DataFrame(columns=list(HEADERS))]
    rows = pd.concat(kept, ignore_index=True)
    first = asked.offset or 0
    page = rows.iloc[first : None if asked.limit is None else first + asked.limit]
    if asked.format == "csv":
        return csv_file(board_table(page), "mois-spel")
    return json_reply(
        {
            "region": atlas.region_name,
            "built_at": atlas.built_at,
            "demonstration": atlas.demonstration,
            "start": contract_start(atlas),
            "total": len(rows),
            "rows": records(page),
            "lacks": [
                {"spel_code": one.place.code, "label": lack.label, "holder": lack.holder}
                for one in boards
                for lack in one.lacks
            ],
        }
    )
