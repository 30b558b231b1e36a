"""The small atlas with needs: two basins, four métiers, three sources that do not agree."""

from dataclasses import replace

import pandas as pd

from atlases.small import offer, small_atlas
from geodata.tables.observation import COMPLEMENTARY, CROSSWALKS, OUTCOMES, TENSION

BASINS = {"B1": "UN", "B2": "DEUX"}

LINKS = [
    ("fap2009", "V0Z60", "rome", "J1501", "Aide-soignant"),
    ("fap2009", "S1Z40", "rome", "G1602", "Cuisinier"),
    ("fap2009", "S1Z20", "rome", "G1603", "Équipier"),
    ("fap2021_341", "V0X60", "fap2021", "V0X60", "Aides-soignants"),
    ("fap2021_341", "S1X20", "fap2021", "S1X20", "Aides de cuisine et employés polyvalents"),
    ("fap2021_341", "B2X30", "fap2021", "B2X30", "Ouvriers en pose de revêtements"),
    ("fap2021", "V0X60", "fap2009_homonyme", "V0Z60", "Aides-soignants"),
    ("fap2021", "V0X60", "fap2021_22", "V", "Santé, action sociale"),
    ("fap2021", "S1X20", "fap2021_22", "S", "Hôtellerie, restauration"),
    ("rome", "J1599", "rome_parent", "J1501", "Aide-soignant de nuit"),
    ("cfd", "46033115", "rome", "J1501", "Aide-soignant"),
]


def needs_atlas(tension=None, crosswalks=None, offers=None, **fields):
    """Return an atlas with needs; communes Alpha and Bêta are in B1, Gamma and Delta in B2."""
    atlas = small_atlas(offers=courses() if offers is None else offers)
    communes = atlas.communes.assign(bmo_basin=["B1", "B1", "B2", "B2"])
    zones = pd.concat([atlas.zones, basin_zones(atlas)], ignore_index=True)
    return replace(
        atlas,
        communes=communes,
        zones=zones,
        tension=tensions() if tension is None else tension,
        crosswalks=links() if crosswalks is None else crosswalks,
        _kept={},
        **fields,
    )


def basin_zones(atlas):
    """Return the two basins as zones."""
    rows = atlas.zones.iloc[:2].copy()
    return rows.assign(level="bmo_basin", code=list(BASINS), name=list(BASINS.values()))


def courses():
    """Return four courses: two in Alpha, one in Delta, one at a distance."""
    return [
        offer("soin-1", site="alpha", romes="J1501", capacity=20, title="Aide-soignant"),
        offer("soin-2", site="alpha", romes="J1599 G1602", title="Aide-soignant de nuit"),
        offer("cuisine", site="delta", romes="G1602", capacity=12),
        offer("loin", romes="J1501", modality="distance"),
    ]


def links():
    """Return the crosswalks of the small atlas."""
    names = ["from_kind", "from_code", "to_kind", "to_code", "label"]
    return CROSSWALKS.validate(pd.DataFrame(LINKS, columns=names).assign(source="essai"))


def row(source, metier, level, code, **values):
    """Return a row of tension, null but for what is given."""
    year, version = {"bmo": (2024, "FAP 2021"), "tension_dares": (2019, "FAP 2009")}.get(
        source, (2021, "ROME")
    )
    empty = dict.fromkeys(
        ["tension", *COMPLEMENTARY, "projects", "difficult", "seasonal", "job_seekers"]
    )
    return {
        **empty,
        "nomenclature": "rome" if source == "tension_rome" else "fap",
        "metier": metier, "label": "", "level": level, "code": code,
        "zone_name": BASINS.get(code, ""), "year": year, "partial": "", "status": "",
        "source": source, "vintage": f"{year}, {version}", **values,
    }  # fmt: skip


def tensions():
    """Return what the three sources say."""
    alike = dict.fromkeys(COMPLEMENTARY, 3)
    rows = [
        row("bmo", "V0X60", "bmo_basin", "B1", label="Aides-soignants", projects=100,
            difficult=60, seasonal=10),
        row("bmo", "V0X60", "bmo_basin", "B2", label="Aides-soignants", status="secret"),
        row("bmo", "V0X60", "region", "99", label="Aides-soignants", projects=100, difficult=60,
            seasonal=10, partial="projects difficult seasonal", status="partiel"),
        row("bmo", "S1X20", "region", "99", label="Aides de cuisine et employés polyvalents",
            projects=50, difficult=5, status="secret"),
        row("bmo", "B2X30", "region", "99", label="Ouvriers en pose de revêtements", projects=40,
            difficult=30, seasonal=1),
        row("bmo", "total", "region", "99", label="Tous métiers", projects=190, difficult=95),
        row("tension_dares", "V0Z60", "region", "99", label="Aides-soignants", tension=4,
            **{**alike, "working_conditions": 5}),
        row("tension_dares", "S1Z40", "region", "99", label="Cuisiniers", tension=5, **alike),
        row("tension_dares", "S1Z20", "region", "99", label="Aides de cuisine", tension=4, **alike),
        row("tension_dares", "V0Z60", "departement", "80", label="Aides-soignants", tension=2,
            **alike),
        row("tension_rome", "J1501", "bmo_basin", "B1", label="Aide-soignant", tension=5,
            job_seekers=70, **alike),
        row("tension_rome", "J1501", "bmo_basin", "B2", label="Aide-soignant", tension=3,
            job_seekers=30, **alike),
    ]  # fmt: skip
    return TENSION.validate(pd.DataFrame(rows))


def outcomes():
    """Return what became of the leavers of one course, in the region."""
    rates = {f"employment_rate_{n}_months": None for n in (12, 18, 24)}
    base = {
        "level": "region", "code": "99", "voie": "scolaire", "mef": "", "cfd": "46033115",
        "last_year": None, "continuing_rate": None, **rates, "expected_rate": None,
        "added_value": None, "status": "", "source": "inserjeunes-region", "vintage": "",
    }  # fmt: skip
    rows = [
        {**base, "cohort": "2021_2022", "leavers": 10, "employment_rate_6_months": 10.0},
        {**base, "cohort": "2022_2023", "leavers": 40, "employment_rate_6_months": 75.0},
        {**base, "cohort": "2022_2023", "leavers": None, "employment_rate_6_months": 1.0,
         "voie": "apprentissage"},
    ]  # fmt: skip
    return OUTCOMES.validate(pd.DataFrame(rows))
