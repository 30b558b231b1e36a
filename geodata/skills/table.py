"""The table of skills: what each métier of the ROME 4.0 asks to know how to do."""

import pandera.pandas as pa

SKILLS = pa.DataFrameSchema(
    {
        "rome": pa.Column(str, pa.Check.str_matches(r"^[A-N]\d{4}$")),
        "skill": pa.Column(str, pa.Check.str_length(min_value=1)),
        "label": pa.Column(str, pa.Check.str_length(min_value=1)),
        "core": pa.Column(str),  # « Principale », « Émergente » or ""
        "source": pa.Column(str),
    },
    strict="filter",
    coerce=True,
    name="skills",
)
