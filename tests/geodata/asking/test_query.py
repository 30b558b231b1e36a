"""What an address asks for is read once, and what cannot be read is named in French."""

import gc
import weakref
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.asking.query import (
    MAX_MINUTES,
    MAX_TEXT,
    PARAMETERS,
    START_MONTHS,
    ZONES,
    BadQuery,
    Near,
    Query,
    parse_leniently,
    parse_query,
    write_query,
)
from geodata.domains import DOMAINS
from geodata.vocabulary import LEVELS, MODALITIES, MODES, PUBLICS, VOIES


def some(values):
    return st.lists(st.sampled_from(sorted(values)), unique=True, max_size=4).map(tuple)


codes = st.from_regex(r"[0-9A-Z]{1,9}", fullmatch=True)
nears = st.none() | st.builds(
    Near,
    commune=codes,
    mode=st.sampled_from(sorted(MODES)),
    max_minutes=st.none() | st.integers(0, MAX_MINUTES),
)
queries = st.builds(
    Query,
    q=st.text(st.characters(categories=["L", "Nd"]), max_size=MAX_TEXT),
    voie=some(VOIES),
    domain=some(DOMAINS),
    level=some(LEVELS),
    modality=some(MODALITIES),
    conventionnee=st.sampled_from([None, True, False]),
    rev3=st.sampled_from([None, True, False]),
    start=st.sampled_from([None, *START_MONTHS]),
    public=some(PUBLICS),
    zones=st.dictionaries(
        st.sampled_from(ZONES), st.lists(codes, min_size=1, max_size=3, unique=True).map(tuple)
    ),
    near=nears,
)


def refusal(args):
    try:
        parse_query(args)
    except BadQuery as problem:
        return problem
    return None


@given(queries)
def test_a_written_query_reads_back_the_same(query):
    assert parse_query(write_query(query)) == query


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=300)))
def test_anything_is_read_or_refused_with_the_parameter_named(args):
    problem = refusal(args)
    assert problem is None or (problem.parameter in args and problem.message.strip())


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=300)))
def test_reading_leniently_keeps_every_parameter_that_can_be_read(args):
    query, problems = parse_leniently(args)
    instead = {problem.parameter: problem.instead for problem in problems}
    read = {name: instead.get(name, text) for name, text in args.items()}
    kept = {name: text for name, text in read.items() if text or name not in instead}
    assert query == parse_query(kept)


@pytest.mark.parametrize(
    ("args", "parameter", "word"),
    [
        ({"voie": "lycee"}, "voie", "scolaire"),
        ({"voie": "scolair"}, "voie", "Vouliez-vous dire « scolaire »"),
        ({"level": "42"}, "level", "de 3 (CAP) à 8"),
        ({"start": "2"}, "start", "1, 3, 6, 12"),
        ({"rev3": "peut-être"}, "rev3", "« oui » ou « non »"),
        ({"lieu": "59350,80021"}, "lieu", "une seule commune"),
        ({"lieu": "59350", "max_minutes": "99999"}, "max_minutes", "de 0 à 240"),
        ({"lieu": "59350", "max_minutes": "-5"}, "max_minutes", "nombre entier"),
        ({"lieu": "59350", "mode": "trottinette"}, "mode", "voiture, velo, marche"),
        ({"near": "nan,50"}, "near", "3.06,50.63"),
        ({"near": "3.06;50.63"}, "near", "3.06,50.63"),
        ({"near": "300,50"}, "near", "3.06,50.63"),
        ({"commune": "'; drop table"}, "commune", "n'est pas un code"),
        ({"q": "é" * (MAX_TEXT + 1)}, "q", "trop long"),
    ],
)
def test_what_cannot_be_read_is_told(args, parameter, word):
    with pytest.raises(BadQuery) as caught:
        parse_query(args)
    assert caught.value.parameter == parameter
    assert word in caught.value.message


def test_old_levels_are_understood():
    assert parse_query({"level": "V,iv,5"}).level == (3, 4, 5)


def test_lifting_a_restriction_leaves_the_others():
    query = parse_query({"voie": "scolaire", "level": "3", "spel": "021", "epci": "1"})
    assert query.active() == ["voie", "level", "spel", "epci"]
    assert query.without("level").active() == ["voie", "spel", "epci"]
    assert query.without("spel").active() == ["voie", "level", "epci"]


def test_a_search_that_restricts_nothing_has_nothing_active():
    assert parse_query({}).active() == []
    assert parse_query({"lieu": "59350"}).active() == []


def test_a_value_that_is_refused_keeps_nothing_of_its_request():
    class Held:
        pass

    def ask():
        held = Held()
        gone.append(weakref.ref(held))
        with suppress(BadQuery):
            parse_query({"mode": "tapis volant"})

    gone = []
    ask()
    gc.collect()
    assert gone[0]() is None
