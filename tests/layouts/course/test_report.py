"""The mail that signals an error: it names the course, and goes to who can mend it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from geodata.finding.course import describe
from layouts.course.report import report_address, report_line
from layouts.kit.tree import plain

PAGE = "https://atlas.exemple.fr/formation/x"


@pytest.fixture
def course(atlas):
    return describe(atlas, str(atlas.offers["offer"].iat[0]))


def test_the_mail_names_the_course_its_place_its_source_and_its_page(course):
    parts = urlsplit(report_address(course, PAGE, "atlas@exemple.fr"))
    assert (parts.scheme, parts.path) == ("mailto", "atlas@exemple.fr")
    body = parse_qs(parts.query)["body"][0]
    for fact in (course.title, course.site.commune, course.source.name, course.offer, PAGE):
        assert fact in body


def test_without_an_operator_the_producer_is_named(course):
    told = str(plain(report_line(course, PAGE, "")))
    assert "mailto:?" in told
    assert f"à son producteur : {course.source.producer or course.source.name}" in told
    assert "exploitant" in str(plain(report_line(course, PAGE, "atlas@exemple.fr")))
