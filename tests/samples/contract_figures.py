"""Figures of the contract, transcribed from its text (CPRDFOP Hauts-de-France 2022-2028).

Population l. 587, unemployment l. 1070-1075, enrolment l. 1211-1238 and 1403, tensions l. 977-986.
"""

POPULATION = "5 975 800"

UNEMPLOYMENT = {
    "Aisne": "11,2 %",
    "Nord": "9,9 %",
    "Pas-de-Calais": "9 %",
    "Somme": "9 %",
    "Oise": "7,9 %",
}
"""First quarter of 2021."""

REGION_UNEMPLOYMENT = "9,4 %"

ENROLMENT = {
    "Voie scolaire": "222 699",
    "Apprentissage": "48 800",
    "Enseignement supérieur": "237 849",
    "Formation continue des demandeurs d'emploi": "106 777",
}

VERY_HIGH, HIGH, MIDDLE, LOW, VERY_LOW = (
    "Très élevée", "Élevée", "Moyenne", "Faible", "Très faible",
)  # fmt: skip

TENSION = {
    "Ingénieurs du BTP": (VERY_HIGH, VERY_HIGH, HIGH, HIGH, LOW, LOW, MIDDLE),
    "Ingénieurs et cadres d'étude": (
        VERY_HIGH, VERY_HIGH, VERY_HIGH, VERY_HIGH, LOW, LOW, VERY_LOW,
    ),
    "Techniciens des assurances": (VERY_HIGH, LOW, HIGH, VERY_HIGH, VERY_LOW, LOW, HIGH),
    "Techniciens en mécanique": (
        VERY_HIGH, LOW, HIGH, VERY_HIGH, VERY_LOW, VERY_LOW, VERY_HIGH,
    ),
    "Représentants auprès des particuliers": (
        VERY_HIGH, VERY_HIGH, MIDDLE, VERY_LOW, LOW, VERY_LOW, HIGH,
    ),
    "Techniciens experts": (VERY_HIGH, LOW, LOW, VERY_HIGH, LOW, VERY_LOW, HIGH),
    "Techniciens en électricité": (VERY_HIGH, LOW, VERY_HIGH, VERY_HIGH, LOW, VERY_LOW, HIGH),
    "Ingénieurs et cadres technico-commerciaux": (VERY_HIGH, HIGH, LOW, HIGH, LOW, LOW, LOW),
    "Ingénieurs des méthodes": (VERY_HIGH, VERY_HIGH, LOW, HIGH, LOW, LOW, LOW),
    "Cadres de la banque": (VERY_HIGH, LOW, HIGH, VERY_HIGH, LOW, LOW, VERY_HIGH),
}  # fmt: skip
"""Tension, hiring, training, labour, durability, conditions, geography, in the contract's order."""


def check_the_region_s_page(page):
    """Compare the tables of a page of the region, given as a function of the entry, to these."""
    from atlases.small import texts

    by_place, by_metier = page("territoire"), page("metier")
    words = _plain(texts(by_place))
    assert POPULATION in words
    assert REGION_UNEMPLOYMENT in words
    for voie, number in ENROLMENT.items():
        assert f"{voie}" in words
        assert number in words
    rows = _rows(by_place)
    for place, rate in UNEMPLOYMENT.items():
        assert rate in rows[place][1:], place
    rows = _rows(by_metier)
    for metier, degrees in TENSION.items():
        (found,) = [row for name, row in rows.items() if name.startswith(metier)]
        for expected, cell in zip(degrees, found[1:8], strict=True):
            # Of one cell the contract says two things: both are there.
            assert expected in cell.split(" / "), (metier, found)
    tense = [name for name in rows if any(name.startswith(metier) for metier in TENSION)]
    assert len(tense) == 10


def _rows(page):
    from atlases.small import of_type, texts

    rows = {}
    for row in of_type(page, "Tr"):
        cells = [_plain(texts(cell)) for cell in row.children]
        rows[cells[0]] = cells
    return rows


def _plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")
