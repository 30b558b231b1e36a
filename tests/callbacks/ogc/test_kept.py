"""The rows that cost are worked out by one worker, and read back by the others as they were."""

from dataclasses import replace

import pytest
from atlases.guided import guided_atlas
from flask import Flask
from geopandas.testing import assert_geodataframe_equal

from callbacks.ogc import kept
from callbacks.serving import answers
from geodata.layers import rows


@pytest.fixture
def server(tmp_path):
    server = Flask(__name__)
    answers.register(server, str(tmp_path))
    return server


@pytest.mark.parametrize("name", ["portraits-departement", "portraits-commune"])
def test_another_worker_reads_what_the_first_worked_out(server, monkeypatch, name):
    one = guided_atlas()
    other = replace(one, _kept={})
    with server.app_context():
        first = kept.layer(one, name)
        monkeypatch.setattr(rows, "layer", lambda atlas, name: pytest.fail("worked out again"))
        again = kept.layer(other, name)
    assert_geodataframe_equal(again, first)


def test_without_a_cache_the_rows_still_come():
    atlas = guided_atlas()
    assert len(kept.layer(atlas, "portraits-departement")) == len(
        rows.layer(atlas, "portraits-departement")
    )
