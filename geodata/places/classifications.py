"""The classes that public zonings put communes in, by code, with their French names."""

IN_ZRR = frozenset({"C", "PC"})
"""Classes of the zones de revitalisation rurale (ANCT, DGCL) that count as inside.

C is classed; PC, partly classed, is a commune made of several of which one was. The DGCL's file of
2022 counts both as inside.
"""

FRR_CLASSES: dict[str, str] = {
    "0": "Non classée",
    "1": "Ancienne ZRR, bénéficiaire à titre transitoire",
    "4": "FRR (socle)",
    "5": "FRR+",
}
"""France ruralités revitalisation, since 1 July 2024.

The producer publishes the codes without their meaning: these names are those of a public reuse,
which checked them against the list of a department's administration.
"""

IN_FRR = frozenset({"4", "5"})
"""Classes that count as inside: the former ZRR of class 1 keep their effects, without being FRR."""

CENTRALITIES: dict[str, str] = {
    "0": "Commune non centre",
    "1": "Centre local d'équipements et de services",
    "2": "Centre intermédiaire d'équipements et de services",
    "3": "Centre structurant d'équipements et de services",
    "4": "Centre majeur d'équipements et de services",
}
"""Centralities of equipment and services (ANCT and INRAE, 2019), the greatest last."""
