from loaders.reading.fap import fap_names


def test_the_nomenclature_is_whole() -> None:
    names = fap_names()
    assert sum(len(code) == 5 for code in names) == 225
    assert sum(len(code) == 3 for code in names) == 87
    assert names["V0Z60"] == "Aides-soignants"
    assert all(code[:3] in names for code in names)
