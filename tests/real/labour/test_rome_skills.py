"""The real files of the ROME 4.0 (version 460): counts, and « souder » to a course near."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from atlases.skilled import skilled_atlas

from geodata.asking.query import Near
from geodata.finding.origin import locate
from geodata.skills.walking import skills_of
from geodata.tables.schema import ROMES
from loaders.sources.nomenclatures.rome_skills import ROME_LINKS, ROME_SKILLS
from loaders.store.tables import SKILLS
from tests.loaders.training_region import small_context

ARCHIVE = Path(__file__).parents[4] / "shared" / "more" / "rome" / "rome_v460_utf8_csv.zip"
pytestmark = pytest.mark.skipif(not ARCHIVE.is_file(), reason="the real files are not there")


def test_from_souder_to_a_course(tmp_path):
    with zipfile.ZipFile(ARCHIVE) as archive:
        paths = [
            Path(archive.extract(name, tmp_path))
            for part in ("referentiel_competence_v", "coherence_item")
            for name in archive.namelist()
            if part in name
        ]
    atlas = skilled_atlas()
    context = small_context(atlas.communes)
    skills = ROME_SKILLS.read(paths[0], context)
    assert (skills.rows_read, skills.rows_kept, skills.elsewhere) == (18_317, 18_301, 16)
    links = ROME_LINKS.read(paths[1], replace(context, nomenclatures=skills.tables))
    assert (links.rows_read, links.rows_kept) == (104_219, 49_440)
    table = SKILLS.validate(links.tables["skills"].assign(source="rome-coherence"))
    known = ROMES.validate(atlas.romes)
    atlas = replace(atlas, skills=table, romes=known, _kept={})
    found = skills_of(atlas)
    asking = found.asking(found.search("souder"), locate(atlas, Near(commune="02003")), "voiture")
    welder = next(one for one in asking[:5] if one.rome == "H2913")
    assert (welder.minutes, welder.town) == (0, "Gamma")
    assert found.neighbours("H2913")[0].common >= 6
