"""A school whose code changed between two sources is one school, its courses counted once."""

from tests.loaders.merging.test_courses import bts, merged, site

OLD = site("old", "0800065L", precision="commune") | {"name": "Lycée professionnel du Val d'Authie"}
NEW = site("new", "0801900F", x=900.0) | {"name": "Lycée polyvalent de l'Authie"}
TITLES = ("BTS Tourisme", "BTS Banque", "BTS Assurance", "BTS Communication")


def rows(source: str, place: str, start: int, titles=TITLES, **values: object):
    return [
        bts(start + rank, source, place, title=title, **values) for rank, title in enumerate(titles)
    ]


def taught(old: dict[str, object] = OLD, new: dict[str, object] = NEW, titles=TITLES, source="b"):
    former = rows("a", "old", 1, vintage="rentrée 2020", enrolled=12)
    return merged([*former, *rows(source, "new", 11, titles, vintage="2025")], [old, new])


def test_the_former_code_becomes_the_new_one() -> None:
    found = taught()
    assert len(found.offers) == len(TITLES)
    assert set(found.offers["site"]) == {"new"}, "the address, not the centre of the commune"
    assert found.offers["enrolled"].tolist() == [12] * 4
    assert found.sites["uai"].tolist() == ["0801900F"]
    assert found.counts["renamed"] == [
        {
            "former": "0800065L",
            "code": "0801900F",
            "former_name": "Lycée professionnel du Val d'Authie",
            "name": "Lycée polyvalent de l'Authie",
            "courses": 4,
        }
    ]


def test_two_schools_that_teach_the_same_stay_two() -> None:
    elsewhere = {**NEW, "commune": "80002"}
    other_name = {**NEW, "name": "Lycée Montalembert"}
    for found in (
        taught(new=elsewhere),
        taught(new=other_name),
        taught(titles=TITLES[:2]),
        taught(titles=(*TITLES[:2], "BTS Viticulture", "BTS Photographie")),
        taught(source="a-2"),
    ):
        assert "renamed" not in found.counts
        assert len(found.offers) > len(TITLES)
        assert set(found.sites["uai"]) == {"0800065L", "0801900F"}
