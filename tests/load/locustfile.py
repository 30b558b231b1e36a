"""People on the site, with the pauses that people make, for locust (`make load`).

They search, change filters, open a sheet, look at the coverage and at portraits; a few take a file
or a PDF. 503 and 429 are told apart from failures: they are what a server in a burst must answer.
"""

from __future__ import annotations

import random

from locust import FastHttpUser, between, events, task

_TOWNS = ("59350", "62041", "80021", "60057", "02691", "59122", "62193", "02408")
_COMMON = ("", "boulanger", "soudeur", "infirmier", "aide soignant", "cap cuisine", "bts", "vente")
_SELDOM = (
    "coiffure", "électricien", "bac pro", "mécanique auto", "petite enfance", "informatique",
    "comptabilité", "menuisier", "esthétique", "logistique", "staps", "secrétaire médicale",
    "agriculture", "animaux", "cybersécurité", "droit", "chaudronnier", "conducteur routier",
    "psychologie", "plombier", "peintre", "graphisme", "sécurité", "tourisme", "chimie", "maçon",
)  # fmt: skip
_LEVELS = ("3", "4", "5", "3,4")
_DEPARTEMENTS = ("02", "59", "60", "62", "80")
_dependencies: dict[str, dict] = {}
_communes: list[str] = []


@events.test_start.add_listener
def read_dependencies(environment, **_):
    """Ask once what the callbacks take, as a browser does, and which communes there are."""
    import requests

    address = f"{environment.host}/api/v1/coverage?by=commune&format=csv"
    lines = requests.get(address, timeout=60).text.splitlines()[1:]
    _communes.extend(line.partition(";")[0] for line in lines)

    for one in requests.get(f"{environment.host}/_dash-dependencies", timeout=60).json():
        for place in one["output"].strip(".").split("..."):
            _dependencies.setdefault(place.split("@")[0], one)


def _place():
    """Return where somebody starts from: one of the towns, or as often any commune."""
    return random.choice(_TOWNS if random.random() < 0.5 else _communes)


def _words():
    """Return what somebody looks for, most often what many do."""
    return random.choice(_COMMON if random.random() < 0.6 else _SELDOM)


def body(output, **values):
    """Return the request of the callback that gives `output`; `values` by id, `_` for `-`."""
    one = _dependencies[output]
    given = {name.replace("_", "-"): value for name, value in values.items()}
    places = [
        {**dict(zip(("id", "property"), place.rsplit(".", 1), strict=True))}
        for place in one["output"].strip(".").split("...")
    ]
    several = one["output"].startswith("..")
    return {
        "output": one["output"],
        "outputs": places if several else places[0],
        "inputs": [{**_bare(place), "value": given.get(place["id"])} for place in one["inputs"]],
        "changedPropIds": [f"{one['inputs'][0]['id']}.{one['inputs'][0]['property']}"],
        "state": [{**_bare(place), "value": given.get(place["id"])} for place in one["state"]],
    }


def _bare(place):
    return {"id": place["id"], "property": place["property"]}


class Person(FastHttpUser):
    """Somebody who looks for a course, for themselves or for another, from an address of their own.

    The server believes the address when ATLAS_PROXIES is 1; it limits a single one otherwise.
    """

    wait_time = between(4, 16)

    def on_start(self):
        """Open the first page."""
        self.own = {
            "Accept-Encoding": "gzip",
            "X-Forwarded-For": ".".join(str(random.randrange(1, 255)) for _ in range(4)),
        }
        self._get("/", "page /")

    @task(40)
    def change_a_filter(self):
        """Change the words, the level or the time."""
        question = {
            "lieu": _place(),
            "max_minutes": random.choice(("20", "30", "60")),
        }
        if word := _words():
            question["q"] = word
        if random.random() < 0.5:
            question["level"] = random.choice(_LEVELS)
        self._post(body("find-results.data", find_request=question), "filter")

    @task(12)
    def open_a_sheet(self):
        """Open the sheet of a course of a search."""
        path = f"/api/v1/offers?limit=20&lieu={_place()}"
        with self.client.get(
            path, name="search by API", headers=self.own, catch_response=True
        ) as reply:
            _judge(reply)
            found = reply.json()["features"] if reply.status_code == 200 else []
        if found:
            self._get(f"/formation/{random.choice(found)['id']}", "sheet")

    @task(6)
    def look_at_the_coverage(self):
        """Change the threshold of the coverage."""
        asked = {"threshold": random.choice(("20", "30", "45"))}
        self._post(body("cover-results.data", cover_request=asked), "coverage")

    @task(5)
    def read_a_portrait(self):
        """Read the portrait of a département."""
        self._get(f"/territoire/departement/{random.choice(_DEPARTEMENTS)}", "portrait")

    @task(2)
    def take_a_file(self):
        """Take the list as a spreadsheet."""
        path = f"/api/v1/offers?format=csv&lieu={_place()}&max_minutes=30"
        self._get(path, "export")

    @task(1)
    def take_a_pdf(self):
        """Take a portrait as PDF."""
        self._get(f"/territoire/departement/{random.choice(_DEPARTEMENTS)}.pdf", "PDF")

    def _get(self, path, name):
        with self.client.get(path, name=name, headers=self.own, catch_response=True) as reply:
            _judge(reply)

    def _post(self, content, name):
        address = "/_dash-update-component"
        with self.client.post(
            address, json=content, name=name, headers=self.own, catch_response=True
        ) as reply:
            _judge(reply)


def _judge(reply):
    if reply.status_code in (429, 503) and reply.headers.get("Retry-After"):
        reply.request_meta["name"] += ", refused"
        reply.success()
    elif reply.status_code not in (200, 204):
        reply.failure(f"{reply.status_code}")
