"""Feeds of timetables written by hand, as zips of texts."""

import zipfile

EVERY_DAY = "1,1,1,1,1,1,1"
AGENCY = "agency_id,agency_name,agency_url,agency_timezone\nR,Réseau d'essai,https://e.fr,{zone}\n"
CALENDAR = (
    "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    "S,{days},{start},{end}\n"
)
ALONG = {"A": (50.0, 3.0), "B": (50.0, 3.1), "C": (50.0, 3.2)}
"""Three stops, seven kilometres apart."""


def feed_tables(
    *runs, stops=ALONG, zone="Europe/Paris", start="20260901", end="20270630", days=EVERY_DAY
):
    """Return the texts of a feed, by the name of their table.

    Parameters
    ----------
    runs : (line, [(stop, arrival, departure or None to stand no longer), …])
    stops : name → latitude and longitude
    """
    names = {name: f"{name},Arrêt {name},{lat},{lon}" for name, (lat, lon) in stops.items()}
    lines = dict.fromkeys(line for line, _ in runs)
    calls = [
        f"T{trip},{arrives},{leaves or arrives},{stop},{rank}"
        for trip, (_, times) in enumerate(runs)
        for rank, (stop, arrives, leaves) in enumerate(times)
    ]
    return {
        "agency": AGENCY.format(zone=zone),
        "stops": _text("stop_id,stop_name,stop_lat,stop_lon", names.values()),
        "routes": _text(
            "route_id,route_short_name,route_long_name,route_type",
            (f"L{line},{line},Ligne {line},3" for line in lines),
        ),
        "trips": _text(
            "route_id,service_id,trip_id,trip_headsign",
            (f"L{line},S,T{trip},Terminus" for trip, (line, _) in enumerate(runs)),
        ),
        "stop_times": _text("trip_id,arrival_time,departure_time,stop_id,stop_sequence", calls),
        "calendar": CALENDAR.format(days=days, start=start, end=end),
    }


def write_feed(path, tables):
    """Write a feed; returns its path."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in tables.items():
            archive.writestr(f"{name}.txt", text)
    return path


def along(*times, stops="ABC"):
    """Return the calls of a run that stops at hours such as « 8:05 » or « 8:05-8:10 »."""
    return [
        (stop, f"{first}:00", f"{last}:00" if last else None)
        for stop, hour in zip(stops, times, strict=True)
        for first, _, last in [hour.partition("-")]
    ]


def _text(header, rows):
    return "\n".join([header, *rows]) + "\n"
