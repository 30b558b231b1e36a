"""The table of skills: what each métier of the ROME 4.0 asks to know how to do."""

import pandera.pandas as pa

from geodata.tables.columns import filled, table, text

SKILLS = table(
    "skills",
    {
        "rome": pa.Column(str, pa.Check.str_matches(r"^[A-N]\d{4}$")),
        "skill": filled(),
        "label": filled(),
        "core": text(),  # « Principale », « Émergente » or ""
        "source": text(),
    },
)
