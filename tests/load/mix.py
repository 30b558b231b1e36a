"""What people ask for under load, and how often: read by locust and by `bench_people`.

Half of them start from the towns that are asked most, half from any commune; four in ten look for
something seldom asked. What is kept from one person for the next would else answer nearly all.
"""

from random import Random

TOWNS = ("59350", "62041", "80021", "60057", "02691", "59122", "62193", "02408")
COMMON = ("", "boulanger", "soudeur", "infirmier", "aide soignant", "cap cuisine", "bts", "vente")
SELDOM = (
    "coiffure", "électricien", "bac pro", "mécanique auto", "petite enfance", "informatique",
    "comptabilité", "menuisier", "esthétique", "logistique", "staps", "secrétaire médicale",
    "agriculture", "animaux", "cybersécurité", "droit", "chaudronnier", "conducteur routier",
    "psychologie", "plombier", "peintre", "graphisme", "sécurité", "tourisme", "chimie", "maçon",
)  # fmt: skip
LEVELS = ("3", "4", "5", "3,4")
DEPARTEMENTS = ("02", "59", "60", "62", "80")
THRESHOLDS = ("20", "30", "45")

COMMUNES = "/api/v1/coverage?by=commune&format=csv"
"""Where the codes of all communes are read."""

SHARES = {"filter": 40, "sheet": 12, "coverage": 6, "portrait": 5, "export": 2, "PDF": 1}
"""How often each is asked, of 66."""


class Mix:
    """The requests of people; `text` is what COMMUNES answers."""

    def __init__(self, text: str, rng: Random) -> None:
        self._communes = [line.partition(";")[0] for line in text.splitlines()[1:]]
        self._rng = rng

    def place(self) -> str:
        """Return where somebody starts from."""
        return self._rng.choice(TOWNS if self._rng.random() < 0.5 else self._communes)

    def question(self) -> dict[str, str]:
        """Return a search: words, a level or not, a time."""
        asked = {"lieu": self.place(), "max_minutes": self._rng.choice(("20", "30", "60"))}
        if words := self._rng.choice(COMMON if self._rng.random() < 0.6 else SELDOM):
            asked["q"] = words
        if self._rng.random() < 0.5:
            asked["level"] = self._rng.choice(LEVELS)
        return asked

    def threshold(self) -> str:
        """Return a threshold of the coverage, minutes."""
        return self._rng.choice(THRESHOLDS)

    def list_of_courses(self) -> str:
        """Return the address of a first list, whose courses have sheets."""
        return f"/api/v1/offers?limit=20&lieu={self.place()}"

    def portrait(self) -> str:
        """Return the address of the portrait of a département."""
        return f"/territoire/departement/{self._rng.choice(DEPARTEMENTS)}"

    def file(self) -> str:
        """Return the address of a list as a spreadsheet."""
        return f"/api/v1/offers?format=csv&lieu={self.place()}&max_minutes=30"
