"""What is known of a kind of places: all of them, a part, or nothing, and which files say so."""

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.atlas import Atlas
from geodata.completeness.matrix import ABSENT, COMPLETE, PARTIAL
from geodata.guidance.near import places_of
from geodata.guides import KINDS
from geodata.provenance.age import in_words

BRINGING: Mapping[str, tuple[str, str]] = {
    "cio": ("Annuaire de l'éducation",
            "https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/"),
    "creche": ("Base permanente des équipements (Insee)", "https://catalogue-donnees.insee.fr/"),
    "covoiturage": ("Base nationale des lieux de covoiturage",
                    "https://transport.data.gouv.fr/datasets/"
                    "base-nationale-des-lieux-de-covoiturage"),
    "gare": ("Gares de voyageurs (SNCF)",
             "https://ressources.data.sncf.com/explore/dataset/gares-de-voyageurs/"),
    "crous": ("Logements des Crous (Cnous)", "https://data.enseignementsup-recherche.gouv.fr/"),
    "foyer": ("FINESS, extraction avec les positions",
              "https://www.data.gouv.fr/datasets/"
              "finess-extraction-du-fichier-des-etablissements"),
    "internat": ("Annuaire de l'éducation",
                 "https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/"),
    "numerique": ("Lieux de médiation numérique (ANCT)",
                  "https://cartographie.societenumerique.gouv.fr/"),
    "france_services": ("Liste des espaces France services (ANCT)",
                        "https://www.data.gouv.fr/fr/datasets/"
                        "liste-des-structures-france-services/"),
    "campus": ("la Région académique et la Région, qui labellisent les campus", ""),
    "innovation": ("l'État et la Région, dont l'espace de l'innovation recueille les projets", ""),
    "proch_orientation": ("la Région, qui tient la liste de ses lieux", ""),
}  # fmt: skip
_DIRECTORY = (
    "Annuaire de l'administration (DILA)",
    "https://www.data.gouv.fr/datasets/"
    "service-public-fr-annuaire-de-l-administration-base-de-donnees-locales",
)


@dataclass(frozen=True)
class Known:
    """What is known of a kind.

    Attributes
    ----------
    state : COMPLETE, PARTIAL or ABSENT, keys of `completeness.matrix.GRADES`
    places : how many are known in the region
    lacks : why they are not all there, a phrase each
    sources : the files that tell them, « name, date »
    vintages : the dates of those files
    bringing : name and page of the source that would bring them
    simulated : they are the demonstration's
    """

    kind: str
    state: str
    places: int
    lacks: tuple[str, ...]
    sources: tuple[str, ...]
    vintages: tuple[str, ...]
    bringing: tuple[str, str]
    simulated: bool

    @property
    def silent(self) -> bool:
        """Whether no figure may be told."""
        return self.state == ABSENT


def known_of(atlas: Atlas, kind: str) -> Known:
    """Return what is known of a kind.

    It is whole when a source has all of its kind and every département has one; a département
    without any, of a kind that the region has, is more likely a file that was cut.
    """
    return atlas.cached(("guidance-known", kind), lambda: _known(atlas, kind))


def _known(atlas: Atlas, kind: str) -> Known:
    table = places_of(atlas)
    rows = table[table["kind"] == kind]
    names = atlas.sources.set_index("source")
    told = tuple(
        dict.fromkeys(
            ", ".join(filter(None, (str(names["name"].get(source, source)), in_words(vintage))))
            for source, vintage in zip(rows["source"], rows["vintage"], strict=True)
        )
    )
    sources = set(rows["source"])
    simulated = any(bool(names["simulated"].get(source, False)) for source in sources)
    lacks = list[str]()
    whole = rows["lacks"] == ""
    if len(rows) and not whole.any():
        lacks += sorted(set(rows["lacks"]))
    if len(rows):
        lacks += _empty_departements(atlas, kind, set(rows["commune"]))
    state = ABSENT if rows.empty else PARTIAL if lacks else COMPLETE
    return Known(
        kind=kind,
        state=state,
        places=len(rows),
        lacks=tuple(lacks),
        sources=told,
        vintages=tuple(dict.fromkeys(in_words(vintage) for vintage in rows["vintage"])),
        bringing=BRINGING.get(kind, _DIRECTORY),
        simulated=simulated,
    )


def _empty_departements(atlas: Atlas, kind: str, communes: set[str]) -> list[str]:
    """Say which départements have none, unless the kind has as few as one for all of them."""
    own = atlas.communes[["code", "departement"]]
    having = set(own.loc[own["code"].isin(communes), "departement"])
    every = sorted(set(own["departement"]) - having)
    if not every:
        return []
    names = ", ".join(atlas.zone_names.get(("departement", code), code) for code in every)
    return [f"{KINDS[kind].none} n'y est dans : {names}"]
