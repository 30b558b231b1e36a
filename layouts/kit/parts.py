"""Small pieces that several pages share: shapes of the voies, bars, menus of boxes, notices."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.vocabulary import VOIES
from layouts.kit.attributes import attributes
from layouts.kit.fields import INSIDE, boxes, button
from layouts.kit.format import count, number


def voie_mark(voie: str) -> Component:
    """Return the shape and colour of a voie; its name is written beside it, never replaced."""
    return html.Span(className=f"voie-mark voie-{voie}", **attributes(aria_hidden="true"))


def voie_label(voie: str) -> Component:
    """Return a voie's shape and name."""
    return html.Span(
        [voie_mark(voie), VOIES.get(voie, "Voie non précisée")], className="voie-label"
    )


@dataclass(frozen=True)
class Picks:
    """What a click on each row of bars chooses: a value of a control, or takes away if chosen."""

    control: str
    values: Sequence[str]
    chosen: Collection[str] = ()


def bars(
    counts: Sequence[tuple[str, ComponentType, int]],
    label: str,
    longest: int | None = None,
    picks: Picks | None = None,
) -> Component:
    """Return names and counts over bars, as a list; each row is a css class, a name, a count.

    `longest` is the count of a whole bar, by default the largest of the rows. With `picks`, rows
    that count something are buttons, one value a row; a value "" leaves its row as it is.
    """
    longest = longest or max((n for _, _, n in counts), default=0) or 1
    values = picks.values if picks else [""] * len(counts)
    rows = [
        html.Li([_bar(css, n / longest), *_picked(_told(name, n), value if n else "", picks)])
        for (css, name, n), value in zip(counts, values, strict=True)
    ]
    return html.Ul(rows, className="bars", **attributes(aria_label=label))


def _bar(css: str, share: float) -> Component:
    return html.Span(
        style={"width": f"{100 * share:.1f}%"},
        className=f"bar {css}",
        **attributes(aria_hidden="true"),
    )


def _told(name: ComponentType, n: int) -> list[Component]:
    title = name if isinstance(name, str) else None
    return [
        html.Span(name, className="bar-name", title=title),
        html.Span(number(n), className="bar-count"),
    ]


def _picked(told: list[Component], value: str, picks: Picks | None) -> list[Component]:
    """Return a row as the button that chooses its value, as it is where there is none."""
    if picks is None or not value:
        return told
    chosen = value in picks.chosen
    facts = attributes(
        data_control=picks.control,
        data_value=value,
        data_add=None if chosen else "oui",
        aria_pressed="true" if chosen else "false",
    )
    return [button(told, "bar-pick", **facts)]


def zone_link(name: str, place: str) -> Component:
    """Return the button that shows a territory on the map; `place` is « level:code »."""
    return button(
        name, "zone-link", title=f"Voir {name} sur la carte", **attributes(data_show_zone=place)
    )


def boxes_menu(id_: str, title: str, options: Mapping[str, str], value: Sequence[str]) -> Component:
    """Return a menu that unfolds a group of boxes; `options` are values to their names."""
    named = boxes(id_, options, value, label=html.Span(title, className="visually-hidden"))
    return html.Details(
        [html.Summary(title), html.Div(named, className="menu-panel")],
        className="menu",
        id=f"{id_}-menu",
    )


def place_field(id_: str, value: str, css: str | None = None, addresses: bool = False) -> Component:
    """Return where the commune, or the address, that a person starts from is typed."""
    return dmc.Autocomplete(
        id=id_,
        label="Au départ de",
        placeholder="Commune ou adresse" if addresses else "Commune ou code postal",
        value=value,
        data=[],
        debounce=False,  # Enter and Tab must find the place as it is typed
        limit=8,
        filter={"function": "keepAll"},
        comboboxProps=INSIDE,
        inputProps={"maxLength": 100, "autoComplete": "off"},
        className=css,
    )


def notice(children: ComponentType, kind: str = "info") -> Component:
    """Return a message; `kind` is info or warning."""
    return html.Div(children, className=f"notice notice-{kind}")


def old_data(dated: str) -> str:
    """Say that data are old; `dated` is what they are of: « de la rentrée 2020 »."""
    return f"Données {dated} : à vérifier auprès de l'établissement."


def old_notice(old: int, total: int, dated: str) -> Component:
    """Say how many of some courses have old data; `dated` is as in `old_data`."""
    if old == total:
        return notice(old_data(dated), "warning")
    have = "a des" if old == 1 else "ont des"
    return notice(
        f"{count(old, 'formation')} {have} données anciennes, {dated} : à vérifier auprès de "
        "l'établissement.",
        "warning",
    )


def problem_notices(messages: Sequence[str]) -> list[Component]:
    """Return what could not be read or understood, a sentence each."""
    return [notice(message, "warning") for message in messages]


def definition(rows: Sequence[tuple[str, ComponentType]]) -> Component:
    """Return pairs of a name and what is known of it."""
    pairs = [html.Div([html.Dt(name), html.Dd(value)]) for name, value in rows]
    return html.Dl(pairs, className="facts")


def folded_sources(short: str, full: str) -> Component:
    """Return where figures come from as one line, which unfolds to all that is said of it."""
    return html.Details(
        [html.Summary(f"Sources : {short}"), html.P(full, className="source")],
        className="more folded-sources",
    )


def print_button(name: str = "Imprimer") -> Component:
    """Return the button that prints the page (`assets/base/share.js`)."""
    return button(name, **attributes(data_print=""))


def copy_link(css: str = "button-quiet") -> Component:
    """Return the button that copies the address of the page (`assets/base/share.js`)."""
    return button("Copier le lien", css or None, **attributes(data_copy="link"))


def copy_text(label: str, place: str) -> Component:
    """Return a button that copies what an element holds; `place` is its id."""
    return html.Button(
        label, type="button", className="button-quiet", **attributes(data_copy=f"#{place}")
    )


def keep_button(offer: str, title: str, town: str) -> Component:
    """Return the button that keeps a course; `assets/base/kept.js` makes it say its state."""
    return button(
        [
            html.Span("☆ Garder", className="keep-off"),
            html.Span("★ Gardée", className="keep-on"),
            html.Span(f" {title}", className="visually-hidden"),
        ],
        "button-quiet keep",
        **attributes(data_keep=offer, data_title_kept=title, data_town=town, aria_pressed="false"),
    )
