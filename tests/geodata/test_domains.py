"""Every NSF group belongs to one domain, and any way of writing its code finds it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.domains import DOMAINS, NSF_DOMAINS, domain_of_nsf


def test_between_sixteen_and_eighteen_domains_all_used() -> None:
    assert 16 <= len(DOMAINS) <= 18
    assert set(NSF_DOMAINS.values()) == set(DOMAINS)
    assert len(NSF_DOMAINS) == 93


def test_slugs_fit_in_an_address() -> None:
    assert all(slug.isascii() and slug.replace("-", "").isalpha() for slug in DOMAINS)


@pytest.mark.parametrize(
    ("code", "domain"),
    [
        ("326", "informatique-numerique"),
        ("326t", "informatique-numerique"),
        (" 32602 ", "informatique-numerique"),
        ("32602T", "informatique-numerique"),
        ("311", "transport-logistique"),
        ("331", "sante"),
        ("221", "hotellerie-alimentation"),
        ("234", "batiment-travaux-publics"),
        ("100", "general-insertion"),
    ],
)
def test_a_code_finds_its_domain(code: str, domain: str) -> None:
    assert domain_of_nsf(code) == domain


@pytest.mark.parametrize("code", ["", "32", "999", "abc", "326tt", "3260201", "NSF 326", "٣٢٦"])
def test_what_is_not_of_the_nomenclature_has_no_domain(code: str) -> None:
    assert domain_of_nsf(code) == ""


@given(st.text())
def test_any_text_gets_a_domain_or_nothing(text: str) -> None:
    assert domain_of_nsf(text) in {"", *DOMAINS}
