"""Everyday words for building, energy and the environment."""

from __future__ import annotations

BUILDING: dict[str, str] = {
    # Bâtiment et travaux publics
    "plombier; plomberie; sanitaire; installateur sanitaire": (
        "installateur sanitaire; monteur installations sanitaires; sanitaire thermique; "
        "plombier; installations sanitaires; génie climatique sanitaire; "
        "chauffage climatisation énergies renouvelables"
    ),
    (
        "chauffagiste; chauffage; chaudière; pompe à chaleur; pac; thermicien; clim; "
        "climatisation; plomberie chauffage; plombier chauffagiste; installateur chauffage"
    ): (
        "installateur thermique; installations thermiques; thermique sanitaire; "
        "génie climatique; systèmes énergétiques climatiques; installation énergétiques; "
        "énergies renouvelables; chauffagiste; installateur sanitaire; "
        "monteur dépanneur climatisation; maintenance énergétiques"
    ),
    "frigoriste; froid; frigo; climaticien": (
        "froid; froid conditionnement air; frigoriste; installateur froid; métiers froid"
    ),
    (
        "électricien; électricité; électricien bâtiment; électricité bâtiment; élec; "
        "courant fort; câbleur; câblage"
    ): (
        "électricien; électricien équipement bâtiment; "
        "métiers électricité environnements connectés; électrotechnique; "
        "installations électriques; électrique bâtiment"
    ),
    "melec; bac pro électricité; bac pro elec": "métiers électricité environnements connectés",
    "fibre; fibre optique; installateur fibre; télécom": (
        "fibre optique; réseaux télécommunications; réseaux très haut débit; "
        "télécommunications; installateur réseaux"
    ),
    "gros œuvre; parpaing; béton; coffreur; bancheur; ferrailleur; maçonnerie; maçon": (
        "maçon; maçonnerie; gros oeuvre; béton armé; coffreur bancheur"
    ),
    (
        "btp; bâtiment; chantier; construction; ouvrier du bâtiment; construire; "
        "construire des maisons; bâtir; maison; maisons"
    ): "bâtiment; gros oeuvre; travaux publics; maçon; construction",
    "placo; plaquiste; plâtrier; jointeur; isolation; isoler": (
        "plâtrier plaquiste; plâtrerie; plaquiste; métiers plâtre isolation; isolation; "
        "enveloppe bâtiments"
    ),
    "peintre en bâtiment; peintre; papier peint; ravalement; peinture": (
        "peintre; peinture; peintre applicateur revêtements; aménagement finition; peintre bâtiment"
    ),
    "carreleur; carrelage; faïence": (
        "carreleur; carreleur mosaïste; revêtements matériaux carrelage"
    ),
    "sol souple; poseur de sol; moquette; parquet; solier": (
        "solier; revêtements sol; parqueteur; menuisier"
    ),
    "toit; toiture; couvreur; zingueur; couvreur zingueur": "couvreur; couverture; zinguerie",
    "étanchéité; étancheur": "étancheur; étanchéité bâtiment",
    "façadier; façade; bardage": "façadier; façade; enveloppe bâtiments",
    "charpente; charpentier": "charpentier; charpente; bois construction; constructeur bois",
    "bois; travailler le bois; travail du bois; menuisier; menuiserie": (
        "menuisier; menuiserie; bois; ébéniste; charpentier; agencement"
    ),
    "agenceur; agencement; cuisiniste": "agencement; menuisier agenceur; métiers agencement",
    "serrurier; serrurerie; métallier; ferronnier; métallerie; fer forgé": (
        "métallier; serrurier métallier; métallerie; ferronnier; ferronnerie; "
        "ouvrages bâtiment métallerie"
    ),
    "travail manuel; métier manuel; manuel; artisan; artisanat": (
        "artisanat; menuisier; maçon; électricien; boulanger; métallier; métiers art"
    ),
    "fenêtre; fenêtres; poseur; vitrier; miroitier; alu; menuiserie alu": (
        "poseur menuiseries; menuisier aluminium; menuiserie aluminium verre; "
        "menuisier installateur"
    ),
    "piscine; piscinier": "piscine; activités natation; traitement eaux",
    "ascenseur; ascensoriste": "ascenseurs; ascenseurs élévateurs",
    "échafaudage; échafaudeur; cordiste": "échafaudage; monteur échafaudages; cordiste",
    "terrassement; terrassier; route; routes; vrd; canalisateur; enrobé; maçon vrd": (
        "travaux publics; constructeur routes; canalisateur; canalisations; voirie réseaux; "
        "ouvrages infrastructures"
    ),
    (
        "conducteur d'engins; engins; pelleteuse; pelle mécanique; pelle; tractopelle; bulldozer; "
        "mini pelle; conduite d'engins; engins de chantier; caces engins"
    ): "conducteur engins; conduite engins; conducteur pelle; engins travaux publics",
    "grue; grutier": "grutier; grue; conducteur grue",
    "chef de chantier; conducteur de travaux": (
        "chef chantier; conducteur travaux; encadrement chantier; travaux publics; "
        "gros oeuvre; bâtiment"
    ),
    "métreur; économiste de la construction": (
        "économie construction; économique construction; métreur"
    ),
    "dessinateur; dessinateur bâtiment; dessinateur projeteur; dao; cao; autocad; bim; revit": (
        "dessinateur; BIM; études bâtiment; modélisation numérique; études économie; "
        "conception produits industriels"
    ),
    "géomètre; topographe": "géomètre topographe",
    "rénovation énergétique; rénovation; économies d'énergie; audit énergétique": (
        "rénovation énergétique; efficacité énergétique; transition énergétique; "
        "énergétiques; énergétique bâtiment"
    ),
    "diagnostiqueur; diagnostic immobilier": "diagnostiqueur immobilier; diagnostics immobiliers",
    "architecte; dessiner des maisons": "architecture; architecte",
    "décorateur; décoratrice; décorateur d'intérieur; déco; décoration; architecte d'intérieur": (
        "décoration; décorateur intérieur; architecture intérieure; design espace; "
        "dnmade espace; agencement; marchandisage visuel"
    ),
    # Énergie, environnement, déchets
    "éolien; éolienne; éoliennes; vent": (
        "éolien; systèmes éoliens; énergies renouvelables; parc éolien"
    ),
    "panneau solaire; panneaux solaires; solaire; photovoltaïque": (
        "photovoltaïque; solaire; énergies renouvelables"
    ),
    "énergie renouvelable; énergies renouvelables; enr; transition énergétique": (
        "énergies renouvelables; transition énergétique; efficacité énergétique; éolien; "
        "photovoltaïque; transition efficacité énergétiques; maîtrise énergie"
    ),
    "batterie; batteries; gigafactory; pile": (
        "batteries; batterie; stockage énergie; procédés chimie; pilote ligne automatisée; "
        "électrochimie"
    ),
    "hydrogène": "hydrogène",
    "voiture électrique; véhicule électrique; voitures électriques; hybride": (
        "véhicules électriques; électrique hybride; maintenance véhicules; "
        "motorisations toutes énergies"
    ),
    "nucléaire": "nucléaire",
    (
        "déchets; recyclage; tri; ripeur; éboueur; poubelles; déchèterie; recyclage déchets; "
        "tri des déchets"
    ): (
        "déchets; recyclage; propreté environnement urbain; gestion déchets; collecte; valorisation"
    ),
    "écologie; nature; environnement; protection de la nature; garde forestier; biodiversité": (
        "nature; environnement; gestion protection nature; milieux naturels; faune; écologie"
    ),
    "eau; station d'épuration; assainissement": (
        "eau; métiers eau; maîtrise eau; assainissement; traitement eaux"
    ),
}
