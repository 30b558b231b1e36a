"""What a time by public transport means, in French."""

RULE = "arrivée entre 8\u00a0h et 9\u00a0h, retour après 17\u00a0h"
"""The hours of `geodata.transit.door_to_door`."""
