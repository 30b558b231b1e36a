"""What is said of a layer: the facts that its words need, gathered once a store."""

from callbacks.ogc.kept import layer
from geodata.atlas import Atlas
from geodata.guidance.known import known_of
from geodata.guides import KINDS
from geodata.provenance.age import dates_of_offer
from layouts.layers import Layer


def described(atlas: Atlas, name: str) -> Layer:
    """Return what is said of a layer, by its name in addresses."""
    known = [known_of(atlas, kind) for kind in KINDS]
    guides = any(one.simulated for one in known)
    return Layer(
        name=name,
        region=atlas.region_name,
        simulated=guides if name == "accueils" else atlas.demonstration,
        years=dates_of_offer(atlas),
        times=atlas.times_line,
        away=len(atlas.own_offers) - len(layer(atlas, "formations")),
        silent=[KINDS[one.kind].many for one in known if not one.places],
    )
