"""An order, against a plain sort and against the browser's own comparison."""

import json
import math
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.coverage.order import ORDERS as TERRITORIES
from geodata.finding.order import ORDERS as COURSES
from geodata.needs.order import ORDERS as METIERS
from geodata.sorting import Order, chosen

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = """
globalThis.window = globalThis;
require("vm").runInThisContext(require("fs").readFileSync(process.argv[1], "utf8"));
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const { keys, rows } = JSON.parse(line);
    rows.sort(Atlas.order(keys));
    console.log(JSON.stringify(rows.map((row) => row.at)));
});
"""

# Few values, so that ties are many; a row may lack any of them.
rows = st.lists(st.tuples(*[st.none() | st.integers(-2, 2)] * 3), max_size=12)
keys = st.lists(st.sampled_from("abc"), unique=True, min_size=1).flatmap(
    lambda names: st.tuples(*[st.sampled_from([name, f"-{name}"]) for name in names])
)


def sorted_by_hand(keys, rows):
    def place(at):
        values = [(rows[at]["abc".index(key[-1])], key.startswith("-")) for key in keys]
        return [(v is None, 0 if v is None else -v if down else v) for v, down in values]

    return sorted(range(len(rows)), key=place)


def ordered(keys, rows):
    table = pd.DataFrame(rows, columns=list("abc"), dtype=float)
    return list(Order("", tuple(keys)).of(table).index)


@pytest.fixture(scope="module")
def in_the_browser():
    """The positions of rows once sorted by `assets/base/order.js`, in one process of Node."""
    node = shutil.which("node")
    if not node:
        pytest.skip("Node n'est pas installé : apt-get install nodejs")
    command = [node, "-e", _PROGRAM, str(ROOT / "assets/base/order.js")]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as process:

        def sort(keys, rows):
            named = [dict(zip("abc", row, strict=True), at=at) for at, row in enumerate(rows)]
            process.stdin.write(json.dumps({"keys": keys, "rows": named}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield sort
        process.stdin.close()


@given(keys=keys, rows=rows)
def test_an_order_is_that_of_a_plain_sort(keys, rows):
    assert ordered(keys, rows) == sorted_by_hand(keys, rows)


@given(keys=keys, rows=rows)
def test_the_browser_sorts_as_the_server_does(in_the_browser, keys, rows):
    assert in_the_browser(keys, rows) == ordered(keys, rows)


def test_what_is_not_known_comes_last_in_both_directions():
    rows = [(1, 0, 0), (math.nan, 0, 0), (2, 0, 0)]
    assert ordered(("a",), rows) == [0, 2, 1]
    assert ordered(("-a",), rows) == [2, 0, 1]


@pytest.mark.parametrize("orders", [COURSES, METIERS, TERRITORIES])
def test_an_unknown_name_is_the_first_order(orders):
    first = next(iter(orders.values()))
    assert {chosen(orders, name) for name in (None, "", "lune")} == {first}
    assert [chosen(orders, name) for name in orders] == list(orders.values())
