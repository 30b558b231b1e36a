"""An LHEO file written for the tests: every element that the loader uses, in an invented place."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from loaders.source import Context
from loaders.sources.lheo.source import read_lheo

TODAY = dt.date(2026, 11, 22)
NAMESPACE = "http://lheo.gouv.fr/2.3"

ADDRESS = """<adresse><denomination>Plateau de {city}</denomination><ligne>1 rue Haute</ligne>
<codepostal>{postcode}</codepostal><ville>{city}</ville><code-INSEE-commune>{insee}</code-INSEE-commune>
<geolocalisation><latitude>{lat}</latitude><longitude>{lon}</longitude></geolocalisation></adresse>"""

FORMATION = """<formation numero="F1" datemaj="20261002">
<domaine-formation><code-FORMACODE ref="V14">42752</code-FORMACODE><code-NSF>334</code-NSF>
<code-ROME>G1602</code-ROME><code-ROME>G1603</code-ROME></domaine-formation>
<intitule-formation>Cuisine de collectivité</intitule-formation>
<objectif-formation>-</objectif-formation>
<certifiante>1</certifiante>
<code-niveau-entree>13</code-niveau-entree>
<certification><code-RNCP>99001</code-RNCP></certification>
<code-niveau-sortie>14</code-niveau-sortie>
<url-formation><urlweb>https://exemple.test/formation</urlweb></url-formation>
{actions}
<organisme-formation-responsable>
<SIRET-organisme-formation><SIRET>11111111100011</SIRET></SIRET-organisme-formation>
<nom-organisme>Greta des Essais</nom-organisme><raison-sociale>GRETA SIÈGE</raison-sociale>
<coordonnees-organisme><coordonnees>{seat}</coordonnees></coordonnees-organisme>
<code-UAI-organisme-formation><code-UAI>0800011A</code-UAI></code-UAI-organisme-formation>
</organisme-formation-responsable>
</formation>"""

ACTION = """<action numero="A1">
<rythme-formation>cours du soir</rythme-formation>
<code-public-vise ref="V14">80006</code-public-vise>
<niveau-entree-obligatoire>1</niveau-entree-obligatoire>
<modalites-enseignement>1</modalites-enseignement>
<lieu-de-formation>
<SIRET-lieu-formation><SIRET>22222222200022</SIRET></SIRET-lieu-formation>
<code-UAI-lieu-formation><code-UAI>0800022B</code-UAI></code-UAI-lieu-formation>
<coordonnees>{place}</coordonnees></lieu-de-formation>
<modalites-entrees-sorties>1</modalites-entrees-sorties>
<url-action><urlweb>https://exemple.test/action</urlweb></url-action>
<session><periode><debut>20260901</debut><fin>20270630</fin></periode>
<url-session><urlweb>https://exemple.test/session</urlweb></url-session>
<cycle><type-cycle>0</type-cycle><capacite-simultanee>12</capacite-simultanee>
<alternance><type-alternance>1</type-alternance></alternance></cycle></session>
<session><periode><debut>20270104</debut><fin>20270528</fin></periode>
<etat-recrutement>2</etat-recrutement></session>
<conventionnement>1</conventionnement>
<organisme-formateur>
<SIRET-formateur><SIRET>33333333300033</SIRET></SIRET-formateur>
<raison-sociale-formateur>Lycée des Essais</raison-sociale-formateur>
<contact-formateur><coordonnees><nom>PERSONNE</nom>{teacher}</coordonnees></contact-formateur>
<code-UAI-formateur><code-UAI>0800033C</code-UAI></code-UAI-formateur></organisme-formateur>
<organisme-financeur><code-financeur>2</code-financeur>
<nb-places-financees>8</nb-places-financees></organisme-financeur>
</action>"""

CERTIFICATIONS = pd.DataFrame(
    {
        "title": ["Titre professionnel Cuisinier", "Certificat d'aptitude professionnelle Cuisine"],
        "short": ["TP Cuisinier", "CAP Cuisine"],
        "level": pd.array([3, 3], dtype="Int64"),
        "nsf": ["221", "221"],
        "romes": ["G1602", "G1602 G1606"],
        "rncp": ["RNCP34095", "RNCP37553"],
    }
)


def context_of(communes, **values) -> Context:
    """What a parser knows of the region of four communes."""
    profile = SimpleNamespace(name="Petite-Région", departements=("80", "02"), **values)
    romes = pd.DataFrame({"rome": ["G1602"], "label": ["Cuisinier"]})
    return Context(communes, CERTIFICATIONS, romes, profile)


def address(communes, row: int, **values) -> str:
    """The address of a commune's town hall, with what is given in place of the truth."""
    commune = communes.iloc[row]
    truth = {
        "city": commune["name"],
        "postcode": commune["postcodes"],
        "insee": commune["code"],
        "lat": commune["lat"],
        "lon": commune["lon"],
    }
    return ADDRESS.format(**{**truth, **values})


def action(communes, number: int = 1, **place) -> str:
    """An action in Alpha (or where it is told), its teacher in Gamma."""
    text = ACTION.format(place=address(communes, 0, **place), teacher=address(communes, 2))
    return text.replace('"A1"', f'"A{number}"')


def formation(communes, *actions: str, number: int = 1) -> str:
    """A formation of an organism whose seat is in Bêta."""
    text = FORMATION.format(
        actions="".join(actions or (action(communes),)), seat=address(communes, 1)
    )
    return text.replace('"F1"', f'"F{number}"')


def document(*formations: str, namespace: str = NAMESPACE, head: str = "") -> str:
    """A whole document."""
    declared = f' xmlns="{namespace}"' if namespace else ""
    return f"{head}<lheo{declared}><offres>{''.join(formations)}</offres></lheo>"


def without(xml: str, *names: str) -> str:
    """The same text without the elements of these names."""
    for name in names:
        xml = re.sub(rf"<{name}( [^>]*)?>.*?</{name}>", "", xml, flags=re.DOTALL)
    return xml


def read_text(folder: Path, xml: str | bytes, communes, **context):
    """What the loader reads of a text."""
    path = folder / "offre.xml"
    path.write_bytes(xml if isinstance(xml, bytes) else xml.encode())
    return read_lheo(path, context.get("context") or context_of(communes), TODAY)
