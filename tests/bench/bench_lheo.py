"""Time and memory of reading a large LHEO file, made for the occasion.

Run it from the root of the project: `python -m tests.bench.bench_lheo [megabytes] [share inside]`.
The file is written in a temporary folder and removed. The memory is the highest that the whole
process had, the territories and the libraries included.
"""

import datetime as dt
import resource
import sys
import tempfile
import time
from pathlib import Path

from loaders.building.region import context_of
from loaders.embedding.base import read_base
from loaders.project_data.profile import read_profile
from loaders.sources.lheo.source import read_lheo

FORMATION = """<formation numero="F{n}" datemaj="20261001">
<domaine-formation><code-FORMACODE ref="V14">42752</code-FORMACODE><code-NSF>334</code-NSF>
<code-ROME>G1602</code-ROME></domaine-formation>
<intitule-formation>CAP cuisine, groupe {n}</intitule-formation>
<objectif-formation>{text}</objectif-formation><resultats-attendus>{text}</resultats-attendus>
<contenu-formation>{text}</contenu-formation><certifiante>1</certifiante>
<contact-formation><coordonnees><nom>NOM</nom></coordonnees></contact-formation>
<parcours-de-formation>1</parcours-de-formation><code-niveau-entree>0</code-niveau-entree>
<certification><code-RNCP>37553</code-RNCP></certification>
<code-niveau-sortie>13</code-niveau-sortie>{actions}
<organisme-formation-responsable><numero-activite>00000000000</numero-activite>
<nom-organisme>Organisme {n}</nom-organisme></organisme-formation-responsable></formation>
"""
ACTION = """<action numero="A{n}-{k}"><code-public-vise>80006</code-public-vise>
<modalites-enseignement>0</modalites-enseignement><conditions-specifiques>{text}</conditions-specifiques>
<lieu-de-formation><coordonnees><nom>Centre {n}</nom><adresse><codepostal>{postcode}</codepostal>
<ville>{city}</ville><code-INSEE-commune>{insee}</code-INSEE-commune><geolocalisation>
<latitude>{lat}</latitude><longitude>{lon}</longitude></geolocalisation></adresse></coordonnees>
</lieu-de-formation><session><periode><debut>20270104</debut><fin>20270630</fin></periode></session>
<conventionnement>1</conventionnement></action>"""
AMIENS = {"postcode": 80000, "city": "Amiens", "insee": 80021, "lat": 49.894, "lon": 2.296}
LYON = {"postcode": 69001, "city": "Lyon", "insee": 69381, "lat": 45.767, "lon": 4.834}


def write(path: Path, megabytes: int, inside: float) -> int:
    """Write a file of about that size; returns its number of actions."""
    text = "Une phrase de programme, ni longue ni courte. " * 60  # as long as real ones
    count, size = 0, 0
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?><lheo xmlns="http://lheo.gouv.fr/2.3"><offres>\n')
        while size < megabytes << 20:
            where = AMIENS if (count // 2 % 100) < inside * 100 else LYON
            actions = "".join(ACTION.format(n=count, k=k, text=text, **where) for k in range(2))
            size += file.write(FORMATION.format(n=count, text=text, actions=actions))
            count += 2
        file.write("</offres></lheo>")
    return count


def main() -> None:
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 2048
    inside = float(sys.argv[2]) if len(sys.argv) > 2 else 0.1
    context = context_of(read_base(), read_profile("hauts-de-france"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "offre.xml"
        actions = write(path, megabytes, inside)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        start = time.perf_counter()
        parsed = read_lheo(path, context, dt.date(2026, 11, 22))
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert parsed.rows_read == actions
    print(f"{megabytes} Mo, {actions} actions, {parsed.rows_kept} gardées : {seconds:.0f} s")
    print(f"mémoire : {before:.0f} Mo avant, {peak:.0f} Mo au plus haut")


if __name__ == "__main__":
    main()
