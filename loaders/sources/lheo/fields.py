"""What of LHEO is used and what is not: each element of the schema's first and second circles.

The circles are those of the published definition of LHEO 2.3 (property `lheo:cercle`): the first is
required of every producer, the second is recommended, the third (« extras ») is free. `USED` says
what each element becomes in the store; `IGNORED` why an element is not read at all, its content
included. Names and telephones of persons are never read.
"""

from types import MappingProxyType

USED: MappingProxyType[str, str] = MappingProxyType(
    {
        # First circle
        "domaine-formation": "nsf (the first NSF code), formacodes, romes",
        "intitule-formation": "title; certification when it names one that is known",
        "nom-organisme": "provider; identity of the site",
        "certifiante": "0: no certification and no rncp, whatever else is said",
        "niveau-entree-obligatoire": "0: no entry_level, since a wished level keeps nobody out",
        "rythme-formation": "pace",
        "code-niveau-entree": "entry_level, when it is compulsory",
        "modalites-enseignement": "modality (FOAD); a course wholly at a distance has no site",
        "modalites-entrees-sorties": "1: a session under way can still be joined (start, end)",
        "session": "start, end: those of one session, see `loaders.sources.lheo.sessions`",
        "SIRET-organisme-formation": "siret of the site, when nobody else is said to teach",
        "raison-sociale": "provider, when nom-organisme is empty",
        "coordonnees-organisme": "the place, when lieu-de-formation and the teacher have none",
        "code-public-vise": "publics; voie",
        # Second circle
        "certification": "rncp; hence certification, level, nsf and romes that the file leaves out",
        "code-niveau-sortie": "level",
        "url-formation": "url, when the action and its session have none",
        "url-action": "url",
        "url-session": "url, when the action has none",
        "lieu-de-formation": "the site: name, position, commune; the first one in the region",
        "alternance": "voie, publics (apprenticeship contract)",
        "cycle": "capacity; voie (apprenticeship contract)",
        "code-UAI-organisme-formation": "uai of the site, when nobody else is said to teach",
        "SIRET-lieu-formation": "siret of the site",
        "code-UAI-lieu-formation": "uai of the site",
        "contact-formateur": "the place (address only), when lieu-de-formation has none",
        "organisme-financeur": "funder; conventionnee",
        "nb-places-financees": "capacity, when no cycle gives one",
        "SIRET-formateur": "siret of the site, when lieu-de-formation has none",
        "code-UAI-formateur": "uai of the site, when lieu-de-formation has none",
        "raison-sociale-formateur": "name of the site, when lieu-de-formation has none",
        "conventionnement": "conventionnee",
        "etat-recrutement": "2 or 3: another session is preferred (start, end)",
    }
)

_TEXT = "texte libre sans colonne dans la base : l'adresse web de la formation y mène"
_PERSON = "coordonnées de personnes : jamais lues"
_PLACE = "lieu d'inscription ou d'information, qui n'est pas celui de la formation"
_MONEY = "prix et frais : aucune colonne, et non comparables d'un producteur à l'autre"
_TIME = "durée : aucune colonne, les dates de session suffisent aux filtres"
_RECRUITMENT = "déroulement du recrutement : aucune colonne"
_MODULES = "détail pédagogique plus fin que la formation : aucune colonne"
_COMFORT = "services sur place : aucune colonne"

IGNORED: MappingProxyType[str, str] = MappingProxyType(
    {
        # First circle
        "objectif-formation": _TEXT,
        "resultats-attendus": _TEXT,
        "contenu-formation": _TEXT,
        "conditions-specifiques": _TEXT,
        "modalites-alternance": "texte libre ; l'alternance est lue dans « alternance », « cycle » "
        "et « code-public-vise »",
        "contact-formation": _PERSON,
        "contact-session": _PERSON,
        "contact-organisme": _PERSON,
        "parcours-de-formation": _MODULES,
        "prise-en-charge-frais-possible": "une prise en charge possible n'est pas une convention : "
        "« conventionnement » et « organisme-financeur » disent ce qui est financé",
        "adresse-inscription": _PLACE,
        "numero-activite": "identifie un organisme comme le SIRET, qui est lu",
        # Second circle
        "duree-indicative": _TIME,
        "objectif-general-formation": "sans équivalent dans la base ; « certifiante » est lu",
        "code-type-formation": "codes CPF et élus : sans équivalent dans la base",
        "potentiel": "ce que l'organisme sait faire, et non ce que cette formation enseigne",
        "code-modalite-pedagogique": "« modalites-enseignement » dit déjà présence ou distance",
        "frais-restants": _MONEY,
        "langue-formation": "aucune colonne",
        "recrutement": _RECRUITMENT,
        "enseignement": _MODULES,
        "equipement": _MONEY,
        "rythme-alternance": _TIME,
        "duree-cycle": _TIME,
        "adresse-information": _PLACE,
        "date-information": _RECRUITMENT,
        "renseignements-specifiques": _TEXT,
        "modalites-recrutement": _RECRUITMENT,
        "modalites-pedagogiques": _TEXT,
        "code-perimetre-recrutement": _RECRUITMENT,
        "infos-perimetre-recrutement": _RECRUITMENT,
        "prix-horaire-TTC": _MONEY,
        "prix-total-TTC": _MONEY,
        "nombre-heures-centre": _TIME,
        "nombre-heures-entreprise": _TIME,
        "nombre-heures-total": _TIME,
        "detail-conditions-prise-en-charge": _MONEY,
        "duree-conventionnee": _TIME,
        "restauration": _COMFORT,
        "hebergement": _COMFORT,
        "transport": _COMFORT,
        "acces-handicapes": "texte libre ; l'accessibilité n'a pas de colonne",
        "positionnement": _MODULES,
        "identifiant-module": _MODULES,
        "bloc-competences": _MODULES,
        "blocs-competences": _MODULES,
        "sous-modules": _MODULES,
        "modules-prerequis": _MODULES,
        "info-public-vise": "texte libre ; « code-public-vise » est lu",
        "modalites-inscription": _RECRUITMENT,
        "periode-inscription": _RECRUITMENT,
    }
)

EXTRAS: MappingProxyType[str, str] = MappingProxyType(
    {
        "latitude": "position, where LHEO 1.3 and the summaries put it",
        "longitude": "position, where LHEO 1.3 and the summaries put it",
        "contrat-apprentissage": "1: voie apprentissage",
        "formation-initiale": "1: voie scolaire or superieur by its level",
        "action-perimee": "1: the action is rejected",
        "session-perimee": "1: the session is passed over",
        "code-niveau-sortie": "level, where the summaries put it",
        "conventionnement": "conventionnee, where the summaries put it",
        "date-export": "vintage, when the record has no date of its own",
        "DATE EXPORT ONISEP": "vintage, when the record has no date of its own",
    }
)
"""What is read of the third circle: the extensions that Intercarif and Onisep add."""

_WRAPPERS = (
    "action-formation organisation-formation conditions-pedagogiques conditions-administratives "
    "modalites-acces organisation-pedagogique organisation-administrative organisation-materielle "
    "organismes codes-NSF codes-FORMACODE codes-ROME codes-public-vise sessions "
    "organismes-financeurs"
)
TRANSPARENT = frozenset(_WRAPPERS.split())
"""Elements of LHEO 1.3 that only group others: LHEO 2 has the same without them."""

RENAMED: MappingProxyType[str, str] = MappingProxyType(
    {
        "intitule-action": "intitule-formation",
        "diplomante": "certifiante",
        "FOAD": "modalites-enseignement",
        "modalite-entrees-sorties": "modalites-entrees-sorties",
    }
)
"""Names of LHEO 1.3 -> names of LHEO 2."""
