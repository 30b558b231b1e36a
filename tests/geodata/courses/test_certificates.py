"""A certification is valid until a day, and its ways are said in plain words."""

from datetime import date

import pandas as pd
import pytest

from geodata.courses.certificates import CERTIFICATES, certificate_of, way_of

TODAY = date(2026, 11, 28)


def row(**values: object) -> dict[str, object]:
    facts = {"rncp": "RNCP1", "end": "2028-09-01", "active": True, "access": "", "vintage": "x"}
    return {**facts, **values}


def table(*rows: dict[str, object]) -> pd.DataFrame:
    return CERTIFICATES.validate(pd.DataFrame(rows).astype({"active": "boolean"}))


def test_nothing_known_is_none() -> None:
    assert certificate_of(pd.DataFrame(), "RNCP1") is None
    assert certificate_of(table(row()), "RNCP2") is None
    assert certificate_of(table(row()), "") is None


def test_ways_are_in_words_and_in_one_order() -> None:
    told = ["Par expérience", "En contrat d’apprentissage", "Autre façon"]
    found = certificate_of(table(row(access="|".join(map(way_of, told)))), "RNCP1")
    assert found is not None
    assert found.ways == (
        "en apprentissage",
        "par la validation des acquis de l'expérience (VAE)",
        "autre facon",
    )
    assert found.vae is True


@pytest.mark.parametrize(("access", "vae"), [("", None), ("par candidature individuelle", False)])
def test_the_vae_is_unknown_without_a_file_of_ways(access: str, vae: bool | None) -> None:
    found = certificate_of(table(row(access=access)), "RNCP1")
    assert found is not None
    assert found.vae is vae


@pytest.mark.parametrize(
    ("end", "active", "over"),
    [
        ("2028-09-01", True, False),
        ("2026-11-28", True, False),
        ("2026-11-27", True, True),
        ("2028-09-01", False, True),
        ("", None, False),
    ],
)
def test_when_a_registration_is_over(end: str, active: bool | None, over: bool) -> None:
    found = certificate_of(table(row(end=end, active=active)), "RNCP1")
    assert found is not None
    assert found.over(TODAY) is over
