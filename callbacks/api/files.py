"""What files and documents on paper are answered with: type, name, how long they are kept."""

from collections.abc import Callable, Mapping

import pandas as pd
from flask import Response, request

from callbacks.api.exports import MIMETYPES
from callbacks.api.replies import cached
from callbacks.serving.origin import origin
from callbacks.serving.paper import PdfUnavailable
from geodata.atlas import Atlas
from geodata.finding.export import to_csv
from geodata.tables.sorting import by_names
from layouts.kit.sorting import column_order, names_in_order

PDF = "application/pdf"


def file_reply(content: bytes, mimetype: str, name: str, *, inline: bool = False) -> Response:
    """Answer with a file to save under a name; one that is `inline` opens in the browser."""
    response = Response(content, content_type=mimetype)
    how = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    return response


def csv_file(table: pd.DataFrame, stem: str) -> Response:
    """Answer with a table of French headers as a CSV file, its name without the extension."""
    return csv_content(to_csv(table), stem)


def csv_content(content: bytes, stem: str) -> Response:
    """Answer with a CSV file that is already written."""
    return file_reply(content, MIMETYPES["csv"], f"{stem}.csv")


def as_shown(
    rows: pd.DataFrame, name: str, show: Callable[[], object], asked: Mapping[str, str]
) -> pd.DataFrame:
    """Put the rows of a file in the order that its table has on the page.

    Parameters
    ----------
    rows : of the file
    name : the column that names them as the table does
    show : gives what the panel shows, asked for when it is sorted
    asked : the address, whose `ordre` or `tri` says the table and its column
    """
    order = column_order(asked.get("ordre", asked.get("tri", "")))
    names = names_in_order(show(), order) if order else []
    return by_names(rows, name, names) if names else rows


def paper_reply(
    atlas: Atlas,
    stem: str,
    make: Callable[[str], bytes],
    asked: Mapping[str, str] | None = None,
) -> Response:
    """Answer with a document on paper, kept once made, or say in one line why it cannot be.

    Parameters
    ----------
    atlas : Atlas
    stem : the file's name without its extension
    make : writes the PDF, given the address of the site, which is on the paper: another site's is
        another paper (raises PdfUnavailable)
    asked : what the paper depends on beside the store, the day and the address of the request
    """
    site = origin()

    def reply() -> Response:
        try:
            content = make(site)
        except PdfUnavailable as problem:
            return Response(str(problem), status=503, content_type="text/plain; charset=utf-8")
        return file_reply(content, PDF, f"{stem}.pdf", inline=True)

    return cached(atlas, {**(asked or {}), "site": site}, reply, costly=True)


def sorted_paper(atlas: Atlas, stem: str, make: Callable[[str, str], bytes]) -> Response:
    """Answer with the paper of a page, its table sorted as the request asks (see `paper_reply`).

    Parameters
    ----------
    make : writes the PDF, given the address of the site and what follows the path of the page
    """
    asked = request.args.get("tri", "")
    search = f"?tri={asked}" if column_order(asked) else ""
    return paper_reply(atlas, stem, lambda site: make(site, search), {"search": search})
