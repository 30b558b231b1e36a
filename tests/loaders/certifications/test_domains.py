"""Codes decide of the domain of a course, and words only choose among what they allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.domains import DOMAINS, domain_of_nsf
from loaders.certifications.domains import domains_of_code, fields, settled

BAKER = "Découvrir l'activité de paysan-boulanger - Pain au levain au feu de bois"


def test_every_domain_of_the_table_is_one_of_ours():
    assert {domain for domains in fields().values() for domain in domains} <= set(DOMAINS)
    assert all(len(set(domains)) == len(domains) > 0 for domains in fields().values())


@pytest.mark.parametrize(
    ("code", "domain"),
    [
        ("21538", "hotellerie-alimentation"),
        ("22334", "batiment-travaux-publics"),
        ("42050", "mode-beaute"),
        ("43436", "sante"),
        ("44041", "social-petite-enfance"),
        ("A1402", "agriculture-nature"),
        ("D1102", "hotellerie-alimentation"),
        ("D1202", "mode-beaute"),
        ("F1703", "batiment-travaux-publics"),
        ("I1401", "informatique-numerique"),
        ("N4101", "transport-logistique"),
    ],
)
def test_the_usual_domain_of_a_code(code, domain):
    assert domains_of_code(code)[0] == domain


@pytest.mark.parametrize(
    ("codes", "title", "domain"),
    [
        ("21001 21538 A1402", BAKER, "hotellerie-alimentation"),
        ("A1402", BAKER, "agriculture-nature"),
        ("21538", "CAP Maçon", "hotellerie-alimentation"),
        ("22334", "La pâtisserie du bâtiment", "batiment-travaux-publics"),
        ("N4101", "Conduire un chantier forestier", "transport-logistique"),
        ("43436 K1302", "Manger bien : alimentation", "sante"),
        ("23054", "Soudure", "mecanique-automobile"),
        ("34566 34054 F1703", "Se former", "commerce-vente"),
    ],
)
def test_codes_decide_before_words(codes, title, domain):
    nsf, found = settled(codes, title)
    assert found == domain
    assert nsf == "" or domain_of_nsf(nsf) == domain


def test_words_tell_when_no_code_does():
    assert settled("", "Menuiserie") == ("234", "")
    assert settled("99999 Z9999", "Menuiserie") == ("234", "")
    assert settled("", "Rien de tel") == ("", "")


@given(
    codes=st.lists(
        st.one_of(
            st.from_regex(r"[0-9]{5}", fullmatch=True),
            st.from_regex(r"[A-N][0-9]{4}", fullmatch=True),
        ),
        max_size=4,
    ),
    words=st.lists(st.sampled_from(["bois", "soins", "vente", "boulanger", "x"]), max_size=4),
    nsf=st.sampled_from(["", "221", "234", "331", "999"]),
)
def test_the_domain_is_always_one_that_a_code_allows(codes, words, nsf):
    group, domain = settled(" ".join(codes), " ".join(words), nsf)
    allowed = {domain for code in codes for domain in domains_of_code(code)}
    assert (domain in allowed) if allowed else domain == ""
    assert group == "" or domain_of_nsf(group) == (domain or domain_of_nsf(group))
