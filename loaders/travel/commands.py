"""What `python -m loaders travel` does: times by road, their server, their error."""

import json
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from geodata.travel.congestion import Slowed
from geodata.travel.margin import SUPPOSED, Margin
from geodata.travel.model import TravelModel
from geodata.travel.roads import RoadTimes, RoadTravel
from loaders.errors import SourceError, StoreError
from loaders.project_data.profile import Profile, ProfileError, read_profile
from loaders.roads.computing import places_of, road_times
from loaders.roads.engine import (
    PROFILES,
    Network,
    RoutingError,
    installed,
    network_of,
    prepare,
    served,
)
from loaders.roads.exact import ExactTravel
from loaders.roads.joining import one_file
from loaders.roads.router import addresses_of
from loaders.store.measured import read_measured
from loaders.store.network import travel_model
from loaders.store.regional import read_manifest, read_store
from loaders.store.roads import ROADS, read_roads, write_roads
from loaders.travel.check import METROPOLE, TOGETHER, Ground, check_travel
from settings import read_settings

_EXACT_AT_ONCE = 8  # trips of a table: a server is asked for each start to each end

Say = Callable[[str], None]


def compute(osm: Sequence[Path], modes: str, store_address: str, as_json: bool, say: Say) -> int:
    """Compute the times by road of a store from an extract, and put them in force."""
    chosen = _modes(modes)
    store = read_store(store_address)
    network = network_of(one_file(osm, read_settings().routing, say), read_settings().routing)
    homes = store.homes if len(store.homes) else None
    crs = store.communes.crs.to_string()
    places = places_of(store.communes, store.sites, homes, crs)
    before = store.roads.measured if store.roads else None

    def publish(found: RoadTimes) -> None:
        write_roads(store_address, replace(found, measured=before))
        say("Ces temps sont en service.")

    found = road_times(network, places, chosen, say, publish)
    if as_json:
        account = {"name": found.name, "modes": list(found.minutes), "notes": list(found.notes)}
        print(json.dumps(account, ensure_ascii=False, indent=1))
    else:
        print("\n".join([f"{found.name} : {', '.join(found.minutes)}", *found.notes]))
    return 0 if set(found.minutes) == set(chosen) else 1


def serve(osm: Sequence[Path], modes: str, say: Say) -> int:
    """Serve an extract until it is interrupted."""
    network = network_of(one_file(osm, read_settings().routing, say), read_settings().routing)
    bases = {mode: prepare(network, mode, say) for mode in _modes(modes)}
    with ExitStack() as stack:
        pairs = [f"{mode}={stack.enter_context(served(base))}" for mode, base in bases.items()]
        print(f"ATLAS_ROUTER={','.join(pairs)}", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return 0


def estimate(store_address: str, say: Say) -> int:
    """Take the times by road out of service."""
    there = ROADS.remove(store_address)
    say("L'estimation est en service." if there else "L'estimation était déjà en service.")
    return 0


def check(
    path: Path, mode: str, threshold: float, store_address: str, keep: bool, as_json: bool
) -> int:
    """Measure the times in force on known trips, and say so; `keep` the error as their margin."""
    roads = read_roads(store_address)
    with ExitStack() as stack:
        profile = _profile_of(store_address)
        model = _model_in_force(roads, mode, profile, stack)
        margin = _margin_in_force(roads, mode, model)
        at_once = _EXACT_AT_ONCE if isinstance(model, ExactTravel) else TOGETHER
        congestion = read_settings().congestion
        model = model if congestion == 1 else Slowed(model, congestion)
        found = check_travel(path, model, mode, threshold, margin, at_once, ground_of(profile))
    if keep:
        if roads is None or mode not in roads.minutes:
            raise SourceError("--keep garde l'erreur de temps routiers : aucun n'est en service.")
        write_roads(store_address, replace(roads, measured=found.measured(roads.measured)))
    print(json.dumps(found.account(), ensure_ascii=False, indent=1) if as_json else found.text())
    return 0


def _profile_of(store_address: str) -> Profile:
    """Return the profile of the region in service, that of the settings without one."""
    try:
        return read_profile(read_manifest(store_address).region)
    except (StoreError, ProfileError):
        return read_profile(read_settings().region)


def ground_of(profile: Profile) -> Ground:
    """Return where the models of a region know their way: all the mainland, or itself overseas."""
    if not profile.overseas:
        return METROPOLE
    return Ground(profile.name, profile.bounding_box, profile.projection)


def _model_in_force(
    roads: RoadTimes | None, mode: str, profile: Profile, stack: ExitStack
) -> TravelModel:
    """Return what gives the times of a mode: a server, the network of the table, or the table."""
    settings = read_settings()
    address = addresses_of(settings.router).get(mode) if settings.router else None
    if address:
        return ExactTravel(address, mode, crs=profile.projection)
    estimated = travel_model(profile.slug)
    if roads is None or mode not in roads.minutes:
        return estimated
    network = Network(Path(roads.extract), settings.routing / roads.network)
    if not installed() or not network.ready(mode):
        return RoadTravel(roads, estimated)
    server = stack.enter_context(served(network.base(mode)))
    return ExactTravel(server, mode, roads.day, roads.extract, profile.projection)


def _margin_in_force(roads: RoadTimes | None, mode: str, model: TravelModel) -> Margin:
    if roads is not None and mode in roads.minutes:
        measured = roads.measured
    else:
        measured = read_measured().get(model.name)
    return measured.margins.get(mode, SUPPOSED) if measured else SUPPOSED


def _modes(text: str) -> Sequence[str]:
    modes = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [mode for mode in modes if mode not in PROFILES]
    if unknown or not modes:
        known = ", ".join(PROFILES)
        raise RoutingError(f"Mode inconnu « {', '.join(unknown)} » : {known}.")
    return list(dict.fromkeys(modes))
