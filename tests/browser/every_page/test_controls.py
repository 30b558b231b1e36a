"""The browser writes in an address what Python reads from it, for every declared control."""

from datetime import date
from urllib.parse import parse_qsl, urlencode

import pytest
from atlases.needs import needs_atlas
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from callbacks.coverage.state import read_state as read_coverage
from callbacks.find.state import read_state as read_find
from callbacks.selection.state import read_state as read_selection
from callbacks.tensions.state import read_state as read_tensions
from geodata.asking.coverage import MEASURES, POPULATIONS, TARGETS
from geodata.asking.needs import MEASURES as TENSION_MEASURES
from geodata.asking.needs import SHOWN
from geodata.asking.query import MAX_MINUTES, START_MONTHS
from geodata.classes import METHODS
from geodata.coverage.order import ORDERS as TERRITORY_ORDERS
from geodata.domains import DOMAINS
from geodata.finding.unsaid import unanswerable
from geodata.maps.overlays import OVERLAY_KEYS
from geodata.places.zoning import GROUPINGS, is_grouping
from geodata.travel.model import SPEED_LAWS
from geodata.vocabulary import ENTRIES, LEVELS, MODALITIES, PACES, PUBLICS, UNSAID, VOIES
from layouts.controls.coverage import FLOWS
from layouts.document import PAGES

# What the browser would write of what the controls hold, as it follows the path of a page.
WRITE = """([root, values]) => new URLSearchParams(
    Atlas.controls.written(Atlas.controls.declared[root].controls, values)).toString()"""
WRITE_DEFAULTS = """(root) => {
    const { controls } = Atlas.controls.declared[root];
    const values = Object.fromEntries(controls.map((one) => [one.name, one.default]));
    return Atlas.controls.written(controls, values);
}"""


def many(values):
    chosen = st.lists(st.sampled_from([str(one) for one in values]), min_size=1, unique=True)
    return chosen.map(",".join)


def one_of(values):
    return st.sampled_from([str(one) for one in values])


minutes = st.integers(0, MAX_MINUTES).map(str)
FILTERS = {
    "q": st.text("aZé &=+#%,:<'œ", min_size=1).map(lambda t: " ".join(t.split())),
    "voie": many(VOIES),
    "domain": many(DOMAINS),
    "level": many(LEVELS),
    "modality": many(MODALITIES),
    "conventionnee": one_of(["oui", "non"]),
    "rev3": one_of(["oui", "non"]),
    "start": one_of(START_MONTHS),
    "since": one_of(["2026-12", "2027-01"]),
    "entry": one_of(ENTRIES),
    "boarding": one_of(["oui", "non"]),
    "pace": many(PACES),
    "unknown": many(UNSAID),
    "public": many(PUBLICS),
}
SORTED = one_of(["mobilite.1.-2", "flux.0.3"])
OVERLAYS = st.one_of(st.just("aucune"), many(OVERLAY_KEYS))
SAID = {
    "find": FILTERS
    | {zone: many(["59", "60x"]) for zone in ("departement", "spel", "epci", "zone_emploi")}
    | {"commune": many(["02361", "59350"])}
    | {"lieu": one_of(["02381", "59350"]), "mode": one_of(SPEED_LAWS), "max_minutes": minutes}
    | {"tri": one_of(["temps", "date", "titre"]), "couches": OVERLAYS},
    "selection": {"formations": many(["a-1", "b_2", "c.3"]), "lieu": one_of(["02381", "59350"])},
    "cover": FILTERS
    | {"mode": one_of(SPEED_LAWS), "threshold": minutes, "population": one_of(POPULATIONS)}
    | {"by": one_of(GROUPINGS), "measure": one_of(MEASURES), "classes": one_of(METHODS)}
    | {"open": many(["02361", "59350:24"]), "close": many(["a-1", "b_2"])}
    | {"capacity": many(["c.3:40", "d:0"])}
    | {"onglet": one_of(["territoires", "flux"]), "couches": OVERLAYS, "ordre": SORTED}
    | {"vue": one_of(["apres", "difference"])}
    | {"target": one_of(TARGETS), "croise": one_of(GROUPINGS), "tri": one_of(TERRITORY_ORDERS)}
    | {"zoom": one_of(["spel:025", "frr,spel:oui,025", "1.5,49.25,2.5,50.125"])}
    | {"niveau_compare": one_of(GROUPINGS), "territoires": many(["025", "59", "02A"])}
    | {"velo_km": st.integers(1, 30).map(str), "par_spel": st.just("non")}
    | {"vue_certifications": st.just("seules"), "proches_min": st.integers(1, 60).map(str)}
    | {"marques": st.one_of(st.just("aucune"), many(FLOWS))}
    | {"p": st.integers(1, 10).map(str), "candidates": one_of(["site", "all"])}
    | {"habitants_min": st.integers(0, 99_999).map(str), "dans": one_of(["spel:025"])}
    | {"choisies": many(["02361", "59350"]), "demande": one_of(POPULATIONS)}
    | {"places": st.integers(1, 999).map(str), "ou_ouvrir": st.just("oui")}
    | {"priorities": many(["frr", "zrr", "qpv"])},
    "tensions": {"level": one_of(["departement", "bmo_basin"]), "code": one_of(["99", "B1"])}
    | {"mode": one_of(SPEED_LAWS), "threshold": minutes, "measure": one_of(TENSION_MEASURES)}
    | {
        "family": one_of("VS"),
        "tri": one_of(["tension", "nom"]),
        "tous": st.just("oui"),
        "colonnes": st.just("oui"),
        "ordre": SORTED,
    }
    | {"onglet": one_of(["metiers", "dix"]), "metier": one_of(["V0Z60", "X1"])}
    | {"shown": one_of(SHOWN)},
}
"""What an address may say, by page and parameter, as the browser would write it."""


def readers(atlas):
    needs = needs_atlas()
    return {
        "find": lambda search: read_find(atlas, search),
        "selection": lambda search: read_selection(atlas, search),
        "cover": lambda search: read_coverage(atlas, search),
        "tensions": lambda search: read_tensions(needs, search),
    }


@pytest.mark.parametrize("root", PAGES)
def test_an_address_comes_back_as_it_was(visit, atlas, root):
    page, read = visit(), readers(atlas)[root]
    page.goto("/donnees")
    declared = {name: one for one in PAGES[root].controls for name in one.parameters}
    unanswered = unanswerable(atlas.columns, date.today())
    assert set(SAID[root]) == set(declared)

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(st.fixed_dictionaries({}, optional=SAID[root]))
    def comes_back(said):
        said = {name: text for name, text in said.items() if text and name not in unanswered}
        if root == "tensions" and not {"level", "code"} <= set(said):
            said = {name: text for name, text in said.items() if name not in ("level", "code")}
        usual = _usual(declared["by"], "by") if "by" in declared else ""
        if not is_grouping(f"{said.get('by', usual)},{said.get('croise', '')}"):
            said.pop("croise", None)
        state = read(f"?{urlencode(said)}")
        assert state.problems == ()
        written = page.evaluate(WRITE, [root, state.values])
        assert read(f"?{written}").values == state.values
        # Said in the order of the declaration, less what is usual, and what needs another.
        expected = {}
        for name, one in declared.items():
            text = said.get(name, _usual(one, name) if one.kept else "")
            needed = not one.needs or one.needs in said
            if needed and text and (one.kept or text != _usual(one, name)):
                expected[name] = text
        assert parse_qsl(written) == list(expected.items())

    comes_back()


def _usual(control, name):
    """Return how a default is written."""
    if control.kind == "territory":
        return dict(zip(control.parameters, control.default.split(":"), strict=True))[name]
    return (
        ",".join(control.default) if control.kind in ("many", "ids") else str(control.default or "")
    )


@pytest.mark.parametrize("root", PAGES)
def test_the_defaults_go_without_saying(visit, root):
    page = visit()
    page.goto("/donnees")
    kept = {
        one.parameters[0]: str(one.default)
        for one in PAGES[root].controls
        if one.kept and not one.needs
    }
    assert page.evaluate(WRITE_DEFAULTS, root) == kept


def test_the_first_page_opens_without_a_word_in_its_address(finder):
    assert finder.open().page.url.endswith("/")
