"""What a source gives as an address is a link only when it is one."""

import pytest
from atlases.small import FULL, small_atlas

from geodata.finding.course import describe
from geodata.finding.sources import web_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://exemple.fr/a?b=1", "https://exemple.fr/a?b=1"),
        (" HTTP://exemple.fr ", "HTTP://exemple.fr"),
        ("javascript:alert(1)", ""),
        ("javascript://%0aalert(1)", ""),
        ("https://exemple.fr/a b", ""),
        ("exemple.fr", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(text, address):
    assert web_address(text) == address


def test_a_file_cannot_slip_a_script_into_a_link():
    atlas = small_atlas([{**FULL, "url": "javascript:alert(1)"}])
    assert describe(atlas, "full").url == ""
