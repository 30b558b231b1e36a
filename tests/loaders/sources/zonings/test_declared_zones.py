import pandas as pd
import pytest

from loaders.project_data.profile import REGIONS, ProfileError, known_regions
from loaders.sources.zonings.declared_zones import declared_profile, read_list

MOVES = pd.DataFrame(
    [
        ("02999", "02381", "devient"),
        ("02998", "02999", "devient"),
        ("02997", "75056", "devient"),
        ("02382", "02381", "separee"),
    ],
    columns=["old", "new", "kind"],
)


def test_former_codes_lead_to_the_commune_of_today_where_there_is_one(tmp_path):
    found = declared_profile("ici", ["02381", "02382"], MOVES, tmp_path)
    assert found["commune_successors"] == {"02999": "02381", "02998": "02381"}
    assert found["declared_zones"] == []


def test_the_list_is_kept_as_written(tmp_path):
    (tmp_path / "ici-zones-blanches.csv").write_text("zone;commune\nThiérache;02381\n", "utf-8")
    found = declared_profile("ici", ["02381"], MOVES, tmp_path)
    assert found["declared_zones"] == [{"zone": "Thiérache", "commune": "02381"}]


def test_a_list_that_cannot_be_read_is_named(tmp_path):
    path = tmp_path / "ici-zones-blanches.csv"
    path.write_text("lieu;x\nA;1\n", "utf-8")
    with pytest.raises(ProfileError, match="ici-zones-blanches"):
        read_list(path)


@pytest.mark.parametrize("slug", known_regions())
def test_no_region_is_shipped_with_an_invented_zone(slug):
    path = REGIONS / f"{slug}-zones-blanches.csv"
    assert path.is_file()
    assert read_list(path) == []
