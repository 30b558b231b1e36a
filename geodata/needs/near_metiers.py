"""Métiers of the two FAP that nearly say the same: a table of the atlas, where names were changed.

No table from one nomenclature to the other is published here. Namesakes are joined as they are; the
pairs below were renamed, widened or cut a little, as read in the names that Dares gives to both
(« Infirmiers », then « Infirmiers et sages-femmes »). What they join is told as near, never as the
same: the two names are shown, each with its figures. Métiers that were merged or split otherwise
are not here.
"""

NEAR: dict[str, str] = {
    "A0X40": "A0Z40", "A0X41": "A0Z41", "A0X42": "A0Z42", "A1X40": "A1Z40", "A1X41": "A1Z41",
    "A1X42": "A1Z42", "A3X40": "A3Z40", "A3X41": "A3Z41",
    "B0X31": "B1Z40", "B1X31": "B2Z40", "B2X32": "B4Z43", "B2X36": "B4Z44", "B2X38": "B4Z42",
    "B6X71": "B6Z71", "B6X74": "B6Z73",
    "C2X70": "C2Z70", "D0X31": "D1Z41", "D1X30": "D2Z40", "D2X31": "D4Z40",
    "E0X30": "E1Z40", "E2X20": "E0Z20", "E2X40": "E1Z41", "E3X20": "E0Z21", "E3X40": "E1Z42",
    "G0A40": "G0A40", "G0A41": "G0A41", "G0A43": "G0A43", "G0B41": "G0B41",
    "J1X80": "J1Z80", "J3X42": "J3Z42", "J5X40": "J4Z40", "J6X90": "J6Z90", "J6X92": "J6Z92",
    "L2X61": "L2Z61", "L4X81": "L4Z81", "L5X91": "L5Z91", "L6X00": "L6Z00", "L6X90": "L6Z90",
    "M2X90": "M2Z90", "M2X92": "M2Z91",
    "R1X67": "R1Z67", "R4X92": "R4Z92", "R4X93": "R4Z93",
    "S1X20": "S1Z20", "S2X80": "S2Z80", "S2X81": "S2Z81", "S3X90": "S3Z90",
    "T1X60": "T1Z60", "T2A60": "T2A60", "T2B60": "T2B60", "T4X61": "T4Z61",
    "U0X80": "U0Z80", "V1X80": "V1Z80", "V4X80": "V4Z80", "V4X83": "V4Z83", "V5X84": "V5Z84",
    "W0X91": "W0Z91",
}  # fmt: skip
"""FAP 2009 code by FAP 2021 code."""
