"""Our scripts and styles as they are sent: few files, in order, the same in every process."""

import re
import shutil
import subprocess

import pytest

from callbacks.serving.bundles import FONT, Bundles, policy_hash
from settings import ROOT


@pytest.fixture(scope="module")
def bundles():
    return Bundles(ROOT / "assets", "var renderer = new DashRenderer();")


def scripts(page):
    later = re.search('<template id="atlas-opening">(.+)</template>', page)[1]
    return re.findall(r'<script src="([^"]+)"></script>', later)


def test_a_page_waits_for_one_style_sheet_and_no_script(client, bundles):
    page = client.get("/couverture").text
    head, body = page.split("</head>")
    assert len(re.findall('rel="stylesheet"', head)) == 1
    assert not re.findall("/assets/(?!fonts/)", page)
    at_once = body.replace(body[body.index("<template") : body.index("</template>")], "")
    assert re.findall(r"<script(?! type=)[^>]* src[^>]*>", at_once) == [
        f'<script defer id="_dash-renderer" src="{bundles.opener}">'
    ]
    assert FONT in head


def test_what_a_page_runs_before_it_is_painted_is_in_it_and_allowed(client):
    for path in ("/", "/aide"):
        reply = client.get(path)
        body = reply.text.partition("<body>")[2]
        (script,) = re.findall(r"<script>(.+?)</script>", body, re.DOTALL)
        assert body.strip().startswith(f"<script>{script}</script>"), "before what it changes"
        assert policy_hash(script) in reply.headers["Content-Security-Policy"]


def test_scripts_keep_their_order_and_those_that_nothing_runs_stay_away(client):
    found = scripts(client.get("/").text)
    names = ["react@", "react-dom@", "dash_mantine", "/paquets/", "dash_renderer", "dash_core"]
    ranks = [next(n for n, src in enumerate(found) if name in src) for name in names]
    assert ranks == sorted(ranks)
    assert "/paquets/" in found[-1]
    assert client.get(found[-1]).text.startswith("var renderer")
    assert not [src for src in found if "dash_table" in src]


def test_what_few_pages_need_is_named_and_waits(client):
    page = client.get("/").text
    late = dict(re.findall(r'<script data-late="([^"]+)" src="([^"]+)">', page))
    assert {name: client.get(src).status_code for name, src in late.items()} == {
        "leaflet": 200,
        "polyfill": 200,
    }
    assert re.findall(r'<link rel="prefetch" href="([^"]+)">', page) == [late["leaflet"]]
    assert not {*late.values()} & {*scripts(page)}


def test_each_file_is_kept_for_good_and_compressed(client):
    page = client.get("/").text
    own = [src for src in scripts(page) if src.startswith("/paquets/")]
    assert len(own) == 2
    for address in own + re.findall(r'(?:src|href)="(/paquets/[^"]+)"', page):
        reply = client.get(address, headers={"Accept-Encoding": "br"})
        assert reply.status_code == 200
        assert "immutable" in reply.headers["Cache-Control"]
        assert reply.headers["Content-Encoding"] == "br"
    assert client.get("/paquets/0123456789abcdef.js").status_code == 404


def test_every_process_makes_the_same_files(bundles):
    again = Bundles(ROOT / "assets", "var renderer = new DashRenderer();")
    assert again.made == bundles.made


def test_no_style_is_lost_or_sent_twice(bundles):
    whole = sum(len(path.read_text()) for path in (ROOT / "assets").rglob("*.css"))
    for path in ("/", "/couverture", "/tensions/", "/territoire/departement/80", "/selection"):
        own, rest = (bundles.made[address.rpartition("/")[2]] for address in bundles.styles(path))
        assert ".first" in own
        assert 0.6 * whole < len(own) + len(rest) < whole
    assert ".cover-map" in bundles.made[bundles.styles("/couverture")[0].rpartition("/")[2]]
    assert ".cover-map" in bundles.made[bundles.styles("/")[1].rpartition("/")[2]]


def test_the_script_is_smaller_and_still_one(bundles, tmp_path):
    text = bundles.made[bundles.scripts.rpartition("/")[2]]
    scripts = [path for path in (ROOT / "assets").rglob("*.js") if path.parent.name != "vendor"]
    sources = [path for path in scripts if path.name not in ("opener.js", "first_visit.js")]
    assert len(text) < 0.75 * sum(len(path.read_text()) for path in sources)
    assert text.count('"use strict"') == len(sources)
    assert "`${number(n)}\\u00a0${" in text
    if node := shutil.which("node"):
        (tmp_path / "all.js").write_text(text, encoding="utf-8")
        subprocess.run([node, "--check", tmp_path / "all.js"], check=True)
