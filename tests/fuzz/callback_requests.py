"""Requests that the pages really send to the server's callbacks, made from the layouts."""

import base64
import io
import json
from itertools import chain

import openpyxl
from plotly.io.json import to_json_plotly

from callbacks.routes import open_page

ADDRESS = "/_dash-update-component"


def _workbook():
    book = openpyxl.Workbook()
    for line in [("commune", "zone", "valeur"), ("59350", "Une", 2), ("02381", "Deux", 3.5)]:
        book.active.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def dropped(content):
    """What `dcc.Upload` gives of a file."""
    return "data:;base64," + base64.b64encode(content).decode()


_TABLE = "commune;zone;valeur\n59350;Une;2\n02381;Deux;3,5\n"
_FLOWS = "origine;destination;effectif\n59350;59512;12\n02381;02691;3\n"
FILES = [dropped(_TABLE.encode()), dropped(_FLOWS.encode()), dropped(_workbook())]

_COURSES = {"q": "aide soignant", "level": "3,4", "voie": "apprentissage", "start": "6"}
_PLACE = {"lieu": "59350", "mode": "voiture", "max_minutes": "45"}
_FIND = [{}, _COURSES, {**_COURSES, **_PLACE}, {"near": "3.06,50.63", "mode": "velo"}]
_WHAT_IF = {"open": "02381:24,59350", "close": "site-1", "capacity": "site-2:40"}
_COVERAGE = [
    {"mode": "voiture", "threshold": "30"},
    {"domain": "transport-logistique", "threshold": "20", "by": "epci", "measure": "courses"},
    {"threshold": "30", "population": "65_plus", "classes": "quantiles", **_WHAT_IF},
]
_OWN = {
    "name": "mes chiffres.csv",
    "code_column": "commune",
    "columns": {"valeur": {"rows": [0, 2], "sums": [2.0, 3.5], "lines": [1, 1]}},
    "moved": 0,
    "unmatched": [[3, "99999", "hors de la région, ou inconnu"]],
    "n_unmatched": 1,
}
_LIST = {"name": "liste.csv", "rows": [{"zone": "Une", "commune": "02381", "note": ""}]}
_PATHS = [
    "/", "/couverture", "/tensions", "/selection", "/territoire", "/rien",
    "/territoire/commune/59350", "/territoire/contrat", "/formation/inconnue", "/donnees",
    "/territoire/departement/59",
]  # fmt: skip

EXAMPLES = {
    "address.pathname": _PATHS,
    "address.search": ["", "?q=boulanger&lieu=59350&onglet=simuler", "?threshold=x&tri=y&avec=z"],
    "find-q.value": ["bou", "aide soignant"],
    "find-place.value": ["Lille", "saint", "59000"],
    "find-position.data": [{"lon": 3.06, "lat": 50.63, "n": 1_790_000_000_000}],
    "find-place-left.data": [1_790_000_000_000],
    "find-place-code.data": [{"code": "59350", "label": "Lille (59000)", "here": True}],
    "find-request.data": _FIND,
    "find-sort.value": ["temps", "intitule", None],
    "find-opened.data": [{"search": "?q=soudeur&lieu=02381", "n": 1}],
    "cover-opened.data": [{"search": "?by=epci&open=02381", "n": 1}],
    "tension-opened.data": [{"search": "?level=spel&code=1&tous=oui", "n": 1}],
    "cover-request.data": _COVERAGE,
    "cover-pairs-view.value": ["proches", "seules"],
    "cover-pairs-minutes.value": [15, 12.5, "", "-"],
    "cover-curve-zones.value": [["59", "02"], []],
    "cover-flow-file.contents": [FILES[1], FILES[2]],
    "cover-flow-file.filename": ["flux.csv"],
    "cover-declared-file.data": [{"name": "liste.csv", "content": FILES[0], "n": 1}],
    "cover-declared.data": [_LIST],
    "cover-own-file.contents": [FILES[0], FILES[2]],
    "cover-own-file.filename": ["mes chiffres.csv"],
    "cover-own-kept.data": [_OWN],
    "cover-own-column.value": ["valeur"],
    "cover-own-kind.value": ["effectif", "taux"],
    "cover-bicycle.value": [10, ""],
    "cover-open-place.value": ["Hirson", "saint"],
    "cover-change.data": [
        {"place": "Hirson", "n": 1}, {"open": "02381", "n": 2}, {"remove": "open:02381", "n": 3},
    ],
    "cover-scenario.data": [{}, {"open": "02381:24"}],
    "cover-open-places.value": [24, ""],
    "cover-site.value": ["site-1"],
    "cover-site-places.value": [30, ""],
    "selection-request.data": [
        {"offers": ["demo-1"], "hints": {"demo-1": {"title": "CAP", "town": "Lille"}},
         "lieu": "59350", "own": True},
    ],
    "selection-opened.data": [{"search": "?formations=demo-1&lieu=59350", "n": 1}],
    "selection-place.value": ["Lille"],
    "selection-place-left.data": [1_790_000_000_000],
    "tension-request.data": [{"level": "region"}, {"threshold": "20", "metier": "V0Z60"}],
    "tension-panel.value": ["metiers", "quadrant", "eloignes", "metier"],
    "territory-pick.searchValue": ["hirso"],
    "territory-with.searchValue": ["laon"],
    "territory-with.value": [["departement:59"]],
}  # fmt: skip
"""Values that a person gives or that a script works out: the layouts do not have them."""


def known_values(atlas):
    """Return the properties of the components of every page as it opens, by `id.property`."""
    found = {}
    pages = [open_page(atlas, path, "") for path in _PATHS]
    for page in json.loads(to_json_plotly(pages)):
        _gather(page, found)
    return found


def _gather(part, found):
    if isinstance(part, list):
        for one in part:
            _gather(one, found)
    elif isinstance(part, dict):
        props = part.get("props", {})
        if "id" in props:
            found |= {f"{props['id']}.{name}": value for name, value in props.items()}
            found[props["id"]] = True
        _gather(props.get("children"), found)


class CallbackRequests:
    """Makes requests of the callbacks that the server answers."""

    def __init__(self, app, atlas):
        self.callbacks = {k: v for k, v in app.callback_map.items() if "callback" in v}
        self.keys = sorted(self.callbacks)
        self.known = known_values(atlas)

    def places(self, key):
        """`id.property` of what a callback reads."""
        read = chain(self.callbacks[key]["inputs"], self.callbacks[key]["state"])
        return [(one["id"], one["property"]) for one in read]

    def opening(self, key):
        """The request that the page sends with what its layout holds."""
        return self.request(key, lambda name: self.known.get(name))

    def filled(self, key):
        """The request of someone who filled everything and clicked everywhere."""
        return self.request(key, lambda name: self._examples(name)[-1])

    def exemplified(self, key):
        """Whether a value is known for everything that a callback reads."""
        names = [f"{place}.{prop}" for place, prop in self.places(key)]
        return all(self._examples(name)[-1] is not None for name in names)

    def drawn(self, key, random):
        """The request of someone who filled some of it."""
        return self.request(key, lambda name: random.choice(self._examples(name)), random)

    def request(self, key, value_of, random=None):
        """A request with these values, what triggers it drawn."""
        callback = self.callbacks[key]
        outputs = [_place(name) for name in key.strip(".").split("...")]
        inputs = [_sent(one, value_of) for one in callback["inputs"]]
        names = [f"{one['id']}.{one['property']}" for one in inputs]
        changed = [random.choice(names)] if random else names[:1]
        body = {
            "output": key,
            "outputs": outputs if key.startswith("..") else outputs[0],
            "inputs": inputs,
            "changedPropIds": changed,
            "parsedChangedPropsIds": changed,
        }
        if callback["state"]:
            body["state"] = [_sent(one, value_of) for one in callback["state"]]
        return json.loads(json.dumps(body))  # so that a mutation changes one request alone

    def _examples(self, name):
        place, _, prop = name.rpartition(".")
        if prop == "n_clicks":
            return [None, 1]
        if place.startswith("cover-asked-"):
            name = "cover-request.data"
        default = [self.known[name]] if name in self.known else []
        return [*default, *EXAMPLES.get(name, [])] or [None]


def _place(name):
    place, _, prop = name.rpartition(".")
    return {"id": place, "property": prop}


def _sent(one, value_of):
    value = value_of(f"{one['id']}.{one['property']}")
    place = {"id": one["id"], "property": one["property"]}
    return place if value is None else {**place, "value": value}
