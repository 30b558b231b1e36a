"""People on the site, with the pauses that people make, for locust (`make load`).

They search, change filters, open a sheet, look at the coverage and at portraits; a few take a file
or a PDF. 503 and 429 are told apart from failures: they are what a server in a burst must answer.
"""

from __future__ import annotations

import random

from locust import FastHttpUser, between, events, task
from mix import COMMUNES, SHARES, Mix

_dependencies: dict[str, dict] = {}


@events.test_start.add_listener
def read_dependencies(environment, **_):
    """Ask once what the callbacks take, as a browser does, and which communes there are."""
    import requests

    Person.mix = Mix(requests.get(environment.host + COMMUNES, timeout=60).text, random.Random())
    for one in requests.get(f"{environment.host}/_dash-dependencies", timeout=60).json():
        for place in one["output"].strip(".").split("..."):
            _dependencies.setdefault(place.split("@")[0], one)


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
    mix: Mix

    def on_start(self):
        """Open the first page."""
        self.own = {
            "Accept-Encoding": "gzip",
            "X-Forwarded-For": ".".join(str(random.randrange(1, 255)) for _ in range(4)),
        }
        self._get("/", "page /")

    @task(SHARES["filter"])
    def change_a_filter(self):
        """Change the words, the level or the time."""
        question = self.mix.question()
        self._post(body("find-results.data", find_request=question), "filter")

    @task(SHARES["sheet"])
    def open_a_sheet(self):
        """Open the sheet of a course of a search."""
        path = self.mix.list_of_courses()
        with self.client.get(
            path, name="search by API", headers=self.own, catch_response=True
        ) as reply:
            _judge(reply)
            found = reply.json()["features"] if reply.status_code == 200 else []
        if found:
            self._get(f"/formation/{random.choice(found)['id']}", "sheet")

    @task(SHARES["coverage"])
    def look_at_the_coverage(self):
        """Change the threshold of the coverage."""
        asked = {"threshold": self.mix.threshold()}
        self._post(body("cover-results.data", cover_request=asked), "coverage")

    @task(SHARES["portrait"])
    def read_a_portrait(self):
        """Read the portrait of a département."""
        self._get(self.mix.portrait(), "portrait")

    @task(SHARES["export"])
    def take_a_file(self):
        """Take the list as a spreadsheet."""
        self._get(self.mix.file(), "export")

    @task(SHARES["PDF"])
    def take_a_pdf(self):
        """Take a portrait as PDF."""
        self._get(f"{self.mix.portrait()}.pdf", "PDF")

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
