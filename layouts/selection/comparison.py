"""The kept courses side by side, those that wait, those gone, and how to hand them over."""

from collections.abc import Mapping, Sequence
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from geodata.asking.selection import COMPARED
from geodata.finding.course import Course
from geodata.places.articles import at_place
from geodata.selection.comparison import Kept, Selection
from geodata.selection.gone import Gone
from geodata.travel.margin import Margin, Uncertainty
from layouts.course.place import travel_time, where
from layouts.find.answer import MODE_WORDS
from layouts.kit.attributes import attributes
from layouts.kit.fields import button
from layouts.kit.format import count, day
from layouts.kit.parts import notice
from layouts.kit.qr import qr_code
from layouts.kit.tables import scrolling
from layouts.selection.facts import Fact, facts

NOTE_LENGTH = 500


def summary(selection: Selection) -> Component:
    """Return how many courses are kept, from where, and what to know before comparing them."""
    n = len(selection.items)
    if not n:
        return empty()
    start = f", temps de trajet depuis {selection.place}" if selection.place else ""
    kept = "gardée" if n < 2 else "gardées"
    parts: list[Component] = [html.P(html.Strong(f"{count(n, 'formation')} {kept}{start}."))]
    if not selection.place:
        parts.append(html.P("Choisissez une commune de départ pour comparer les temps de trajet."))
    known = len(selection.known)
    if known < n:
        gone = n - known
        told = "n'est plus" if gone == 1 else "ne sont plus"
        parts.append(
            notice(f"{count(gone, 'formation')} {told} dans l'atlas\u00a0: voyez plus bas.")
        )
    if known == 1:
        parts.append(html.P("Gardez une deuxième formation pour comparer."))
    if known > COMPARED:
        more = known - COMPARED
        parts.append(
            notice(
                f"La comparaison montre les {COMPARED} premières formations. "
                f"{'La suivante attend' if more == 1 else f'Les {more} suivantes attendent'} "
                "plus bas : changez l'ordre pour en comparer d'autres."
            )
        )
    return html.Div(parts)


def empty() -> Component:
    """Return what an empty selection says."""
    return html.Div(
        [
            html.P(html.Strong("Aucune formation gardée.")),
            html.P(
                [
                    "Dans la liste, sur la carte ou sur une fiche, le bouton « Garder » la met "
                    "ici. ",
                    dcc.Link("Trouver une formation", href="/"),
                ]
            ),
        ],
        className="empty",
    )


def comparison(
    selection: Selection,
    margins: Mapping[str, Margin],
    search: str,
    today: date,
    own: bool,
    times: str,
) -> Component:
    """Return the table: a column a course, a row a fact; `own` courses can be moved and noted.

    Parameters
    ----------
    margins : how wrong the times of each mode may be
    search : what follows the address of a sheet, so that its times start from the same place
    times : what gives the times of every mode
    """
    items = selection.compared
    if not items:
        return html.Div()
    last = len(selection.items) - 1
    places = {id(item): position for position, item in enumerate(selection.items)}
    columns = [
        html.Th(
            _title(item.course, search, places[id(item)], last if own else None),
            scope="col",
            className="kept-course",
        )
        for item in items
    ]
    rows = [
        _row(name, [read(item) for item in items])
        for name, read in facts(tuple(margins), today).items()
    ]
    if own:
        rows.append(_notes(items))
    caption = "Les formations gardées, côte à côte"
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr([html.Td("", className="corner"), *columns])),
            html.Tbody(rows),
        ],
        className=f"compared compared-{len(items)}",
    )
    return html.Div([scrolling(table, caption), _legend(len(items), margins, times)])


def _legend(n: int, margins: Mapping[str, Margin], times: str) -> Component:
    differs = (
        "≠ : les formations diffèrent. ◂ : le plus court trajet, ou l'internat. " if n > 1 else ""
    )
    return html.P(
        [
            differs,
            f"{times}{_errors(margins)}. « Non précisé » ne veut pas dire non.",
        ],
        className="source",
    )


def _errors(margins: Mapping[str, Margin]) -> str:
    known = [
        f"{MODE_WORDS[mode]}, {Uncertainty(30, margin).words}"
        for mode, margin in margins.items()
        if margin.measured
    ]
    unknown = [MODE_WORDS[mode] for mode, margin in margins.items() if not margin.measured]
    if unknown:
        known.append(f"{' et '.join(unknown)}, l'erreur n'est pas connue")
    return "".join(f" ; {part}" for part in known)


def _row(name: str, cells: Sequence[Fact]) -> Component:
    known = {cell.key for cell in cells if cell.key}
    differs = len(known) > 1
    scores = [cell.score for cell in cells if cell.score is not None]
    best = min(scores) if differs and len(scores) > 1 and len(set(scores)) > 1 else None
    mark = [
        html.Span(" ≠", className="differs", **attributes(aria_hidden="true")),
        html.Span(" (différent)", className="visually-hidden"),
    ]
    return html.Tr(
        [
            html.Th([name, *(mark if differs else [])], scope="row"),
            *[_cell(cell, best is not None and cell.score == best) for cell in cells],
        ],
        className="row-differs" if differs else None,
    )


def _cell(cell: Fact, best: bool) -> Component:
    if not best:
        return html.Td(cell.shown)
    mark = [
        html.Span(" ◂", className="best", **attributes(aria_hidden="true")),
        html.Span(" (le mieux placé)", className="visually-hidden"),
    ]
    return html.Td([html.Span(cell.shown), *mark], className="is-best")


def _title(course: Course, search: str, position: int, last: int | None) -> list[Component]:
    place = course.site.commune if course.site else ""
    link = dcc.Link(course.title, href=f"/formation/{course.offer}{search}")
    parts: list[Component] = [html.Div(link, className="kept-title")]
    if place:
        parts.append(html.Div(place, className="kept-place"))
    if last is not None:
        parts.append(order_buttons(course.offer, course.title, position, last))
    return parts


def order_buttons(offer: str, title: str, position: int, last: int) -> Component:
    """Return the buttons that move a course among the others, or take it out."""
    before, after = f"Placer plus avant {title}", f"Placer plus loin {title}"
    moves = [
        _button("← Avant", title, before, position == 0, move=-1, offer=offer),
        _button("Après →", title, after, position == last, move=1, offer=offer),
    ]
    drop = _button("Retirer", title, f"Retirer {title} de la sélection", False, drop=offer)
    return html.Div([*(moves if last else []), drop], className="kept-tools")


def _button(label: str, title: str, name: str, disabled: bool, **data: object) -> Component:
    # Said disabled rather than made so: the focus stays on it when a course reaches the end.
    facts_ = {f"data_{key}": str(value) for key, value in data.items()}
    state = {"aria_disabled": "true"} if disabled else {}
    return button(
        label, title=name, **attributes(aria_label=f"{label} : {title}", **facts_, **state)
    )


def _notes(items: Sequence[Kept]) -> Component:
    cells = [html.Td(note(item.course.offer, item.course.title)) for item in items]
    return html.Tr([html.Th("Votre note", scope="row"), *cells], className="notes")


def note(offer: str, title: str) -> Component:
    """Return the field of a note, which `assets/selection/page.js` fills: it is never sent."""
    return html.Textarea(
        "",
        rows=4,
        maxLength=NOTE_LENGTH,
        className="note",
        placeholder="Dans ce navigateur seulement",
        **attributes(data_note=offer, aria_label=f"Votre note sur {title}"),
    )


def waiting(selection: Selection, search: str, own: bool) -> Component:
    """Return the courses that are not side by side: those after the fourth, and those gone."""
    compared = set(map(id, selection.compared))
    last = len(selection.items) - 1
    rows = [
        _gone(item, selection, search, position, last, own)
        if isinstance(item, Gone)
        else _waits(item, search, position, last, own)
        for position, item in enumerate(selection.items)
        if id(item) not in compared
    ]
    if not rows:
        return html.Div()
    some = any(isinstance(item, Kept) and id(item) not in compared for item in selection.items)
    title = "Aussi gardées" if some else "Formations disparues"
    return html.Section([html.H2(title), html.Ul(rows, className="kept-list")])


def _waits(item: Kept, search: str, position: int, last: int, own: bool) -> Component:
    course = item.course
    link = dcc.Link(course.title, href=f"/formation/{course.offer}{search}")
    place = " · ".join(filter(None, (where(course.site), *_first_time(course))))
    parts: list[Component] = [
        html.Div(link, className="kept-title"),
        html.Div(place, className="kept-place"),
    ]
    if own:
        parts.append(order_buttons(course.offer, course.title, position, last))
        parts.append(note(course.offer, course.title))
    return html.Li(parts)


def _first_time(course: Course) -> list[str]:
    return [f"{travel_time(time)} {MODE_WORDS[mode]}" for mode, time in course.minutes.items()][:1]


def _gone(
    item: Gone, selection: Selection, search: str, position: int, last: int, own: bool
) -> Component:
    title = item.title or "Formation inconnue"
    town = f" {at_place(item.town)}" if item.town else ""
    told = (
        f"{title}{town} n'est plus dans l'atlas."
        if item.title
        else f"Une formation gardée ({item.offer}) n'est plus dans l'atlas."
    )
    parts: list[Component] = [notice(told, "warning")]
    near = selection.substitutes.get(item.near)
    if near is None:
        parts.append(html.P("Aucune formation de cet intitulé n'a été trouvée à la place."))
    else:
        known = ", ".join(filter(None, (where(near.site), *_first_time(near))))
        parts.append(
            html.P(
                [
                    "La plus proche du même genre : ",
                    dcc.Link(near.title, href=f"/formation/{near.offer}{search}"),
                    f" ({known})." if known else ".",
                ]
            )
        )
    if own:
        if near is not None:
            parts.append(
                _button("Garder à la place", near.title, f"Garder {near.title} à la place", False,
                        replace=item.offer, by=near.offer)
            )  # fmt: skip
        parts += [order_buttons(item.offer, title, position, last)]
    return html.Li(parts, className="is-gone")


def received(n: int) -> Component:
    """Return what a link opened beside a selection that is not empty says, with what to do."""
    return notice(
        [
            html.P(
                f"Cette sélection de {count(n, 'formation')} vient d'un lien. Elle n'est pas "
                "gardée dans ce navigateur, qui en a déjà une autre."
            ),
            button("Ajouter à ma sélection", **attributes(data_received="add")),
            " ",
            button("Remplacer ma sélection", **attributes(data_received="replace")),
            " ",
            dcc.Link("Revenir à ma sélection", href="/selection"),
        ]
    )  # fmt: skip


def handing_over(address: str, files: str, today: date) -> Component:
    """Return the link, the QR code and the files of a selection.

    Parameters
    ----------
    address : that opens it elsewhere
    files : address of its PDF
    """
    return html.Section(
        [
            html.Div(
                [
                    html.H2("À emporter"),
                    html.P(
                        [
                            html.A("Fiches en PDF (A4)", href=files, target="_blank"),
                            " · ",
                            html.A("en grands caractères", href=f"{files}&grand=oui",
                                   target="_blank"),
                        ]
                    ),
                    html.P(
                        "Le lien et le code rouvrent ces formations ailleurs, dans cet ordre. Ils "
                        "portent les formations et la commune de départ, ni vos notes ni votre "
                        "position."
                    ),
                    html.P(address, className="written-address"),
                    html.P(f"Imprimé le {day(today)}.", className="paper-only"),
                ]
            ),
            qr_code(address, "Code qui rouvre cette sélection"),
        ],
        className="handing-over",
    )  # fmt: skip
