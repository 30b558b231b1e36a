"""A nomenclature of a few diplomas, small enough to be read by eye."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd

from loaders.source import Context
from loaders.sources.nomenclatures.bcn import read_diplomas, read_mef
from loaders.sources.nomenclatures.certif_info import read as read_certif_info
from loaders.sources.nomenclatures.rncp import read_kit, read_nsf, read_romes

TODAY = dt.date(2026, 1, 15)

MEF = """MEF;DISPOSITIF_FORMATION;FORMATION_DIPLOME;DUREE_DISPOSITIF;ANNEE_DISPOSITIF;\
LIBELLE_LONG;DATE_FERMETURE;MEF_STAT_11;DATE_INTERVENTION
2412213921;241;50022139;2;1;1CAP2 CUISINE;31/08/2025;23210022139;01/02/2024
2412213922;241;50022139;2;2;2CAP2 CUISINE;;23220022139;01/02/2025
2412214621;241;50022146;2;1;1CAP2 CUISINE;;23210022146;01/02/2025
2473121131;247;40031211;3;1;2NDPRO MET. RELATION CLIENT 2NDE COMMUNE;;23810031211;01/02/2024
2473121232;247;40031212;3;2;1ERPRO METIERS DE L'ACCUEIL;;23820031212;01/02/2024
2473121333;247;40031213;3;3;TLEPRO COMMERCE OPT.A;;23830031213;01/02/2024
2472521831;247;40025218;3;1;2NDPRO MAINTENANCE VEHIC. 2NDE COMMUNE;;23810025218;01/02/2024
3113261231;311;32032612;2;1;1BTS2 SERV.INFORM.ORGANISATIONS;;32211032612;01/02/2024
3113261332;311;32032613;2;2;2BTS2 S.I.O. OPTION A;;32221032613;01/02/2024
3113261432;311;32032614;2;2;2BTS2 S.I.O. OPTION B;;32221032614;01/02/2024
2412344011;241;50023440;2;1;1CAP2 CONSTRUCTEUR BOIS;;23210023440;01/02/2024
2001001010;200;20010010;1;1;2NDE GENERALE ET TECHNO;;20010010010;01/02/2024
"""

_DIPLOMA = (
    "FORMATION_DIPLOME;NIVEAU_FORMATION_DIPLOME;GROUPE_SPECIALITE;LIBELLE_LONG_200;"
    "DATE_OUVERTURE;DATE_FERMETURE;ANCIEN_DIPLOME_1;NOUVEAU_DIPLOME_1;NOUVEAU_DIPLOME_2;"
    "OBSERVATION;NATURE_FORMATION_DIPLOME;DATE_INTERVENTION;NIVEAU_QUALIFICATION_RNCP\n"
)
DIPLOMAS = _DIPLOMA + "\n".join(
    [
        "50022139;500;221;CUISINE (CAP);01/09/2016;31/08/2025;;50022146;;;1;01/03/2025;03",
        "50022146;500;221;CUISINE (CAP);01/09/2024;;50022139;;;;1;01/03/2025;03",
        "40031211;400;312;METIERS DE LA RELATION CLIENT 2NDE COMMUNE (BAC PRO);01/09/2019;;;;;"
        "2 bacs (40031213T, 40031212T);T;01/03/2025;04",
        "40031212;400;312;METIERS DE L'ACCUEIL (BAC PRO);01/09/2019;;;;;;1;01/03/2025;04",
        "40031213;400;312;METIERS DU COMMERCE ET DE LA VENTE OPTION A (BAC PRO);01/09/2019;;;;;;1;"
        "01/03/2025;04",
        "40025218;400;252;MAINTENANCE DES VEHICULES 2NDE COMMUNE (BAC PRO);01/09/2016;31/08/2021;"
        ";;;;T;01/03/2025;04",
        "40025214;400;252;MAINTENANCE DES VEHICULES OPTION A VOITURES (BAC PRO);01/09/2016;;;;;;1;"
        "01/03/2025;04",
        "32032612;320;326;SERVICES INFORMATIQUES AUX ORGANISATIONS BTS 1ERE ANNEE;"
        "01/09/2020;;;;;;T;01/03/2025;05",
        "32032613;320;326;SERVICES INFORMATIQUES AUX ORGANISATIONS OPTION A RESEAUX (BTS);"
        "01/09/2020;;;;;;1;01/03/2025;05",
        "32032614;320;326;SERVICES INFORMATIQUES AUX ORGANISATIONS OPTION B LOGICIELS (BTS);"
        "01/09/2020;;;;;;1;01/03/2025;05",
        "50023440;500;234;CONSTRUCTEUR BOIS (CAP);01/09/2002;31/08/2023;;;;;1;01/03/2025;03",
        "50020001;500;254;ANCIEN METIER (CAP);01/09/2002;31/08/2020;;50020002;50020003;;1;"
        "01/03/2025;03",
        "50020002;500;254;METIER OPTION A (CAP);01/09/2020;;;;;;1;01/03/2025;03",
        "50020003;500;254;METIER OPTION B (CAP);01/09/2020;;;;;;1;01/03/2025;03",
        "50020009;500;254;EN BOUCLE (CAP);01/09/2002;31/08/2020;;50020009;;;1;01/03/2025;03",
        "01034401;010;344;SURETE DES ESPACES OUVERTS (MC NIVEAU IV);01/09/2002;31/08/2024;;;;;1;"
        "01/03/2025;04",
        "46134401;461;344;SURETE DES ESPACES OUVERTS (CS4);01/09/2024;;;;;;1;01/03/2025;04",
        "20010010;200;100;2NDE GENERALE ET TECHNO;01/09/2010;;;;;;S;01/03/2025;04",
    ]
)

CERTIF_INFO = (
    "Code_Diplome,Libelle_Diplome,Libelle_Type_Diplome,Code_Niveau_Europeen,Date_MaJ,"
    "Code_FormaCode,Code_Rome_1,Code_Rome_2,Code_Nsf,Code_RNCP,Code_Scolarité,"
    "Annee_Derniere_Session,Code_Ancien_Scolarité,Etat_Libelle\n"
    "1,CAP cuisine (ancien),CAP,3,01/01/2020,42752,G1601,,221,111,50022146,2024,,Archivé\n"
    "2,CAP cuisine,CAP,3,05/06/2024,42752,G1602,Z9999,221,38430,50022146,,50022139,Publié\n"
    "3,Bac pro métiers de l'accueil,Bac pro,4,05/06/2024,,M1601,,312,,40031212,,,Publié\n"
    "4,,CAP,3,05/06/2024,,M1601,,312,,40031213,,,Publié\n"
)
KIT = (
    "Code Diplôme,FicheRNCP,Niveau fiche RNCP,Fiche ACTIVE/INACTIVE,Intitulé certification (RNCP)\n"
    "50022146,RNCP38430,Niveau 3,ACTIVE,CAP - Cuisine\n"
    "40031213,RNCP100,Niveau 4,INACTIVE,Bac pro - Ancien\n"
    "40031213,RNCP38399,Niveau 4,ACTIVE,Bac pro - Commerce\n"
    "40031212,NR,Niveau 4,ACTIVE,\n"
)
ROMES = "CodeRNCP,EtatFiche,Rome,libelle\nRNCP38399,,D1403,Relation\nRNCP1,,B11,Ancien code\n"
NSF = "CodeRNCP,code,Libelle\nRNCP38399,312m,Vente\nRNCP38399,312m,Vente\n"


def sample_context(communes: gpd.GeoDataFrame, folder: Path, **values: object) -> Context:
    """Return a context that has these nomenclatures, and three lycées of the small region."""
    context = Context(
        communes=communes,
        certifications=pd.DataFrame(
            [
                {
                    "title": "Certificat d'aptitude professionnelle Cuisine",
                    "short": "CAP Cuisine",
                    "level": 3,
                    "nsf": "221",
                    "romes": "G1602",
                    "rncp": "",
                }
            ]
        ),
        romes=pd.DataFrame(
            {
                "rome": ["G1602", "M1601", "D1403", "M1805"],
                "label": ["Cuisinier", "Agent d'accueil", "Conseiller", "Développeur"],
            }
        ),
        profile=SimpleNamespace(name="Petite-Région", departements=("80", "02"), code="99"),
        lycees=pd.DataFrame(
            [
                {"uai": "0800001A", "name": "LYCÉE D'ALPHA", "city": "Alpha", "commune": "80001"},
                {"uai": "0800002B", "name": "Lycée de Bêta", "city": "Bêta", "commune": "80002"},
                {"uai": "0020003C", "name": "Lycée ailleurs", "city": "?", "commune": "99999"},
            ]
        ),
        nomenclatures=nomenclatures(folder),
    )
    return context if not values else Context(**{**context.__dict__, **values})


def nomenclatures(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the nomenclatures as their parsers read them."""
    readers = {
        "n_mef.csv": (MEF, read_mef),
        "n_formation_diplome.csv": (DIPLOMAS, read_diplomas),
        "certif_info.csv": (CERTIF_INFO, read_certif_info),
        "kit.csv": (KIT, read_kit),
        "rncp_rome.csv": (ROMES, read_romes),
        "rncp_nsf.csv": (NSF, read_nsf),
    }
    found: dict[str, pd.DataFrame] = {}
    for name, (text, read) in readers.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        tables = read(path, None).tables  # type: ignore[arg-type]
        found.update({key: table for key, table in tables.items() if key != "crosswalks"})
    return found
