"""Everyday words for animals, farming and the sea."""

from __future__ import annotations

LAND: dict[str, str] = {
    # Animaux, agriculture, nature
    (
        "vétérinaire; véto; soigneur animalier; soigneur; animal; animaux; "
        "travailler avec les animaux; zoo; assistant vétérinaire; asv; auxiliaire vétérinaire; "
        "animalerie; s'occuper des animaux"
    ): (
        "animal; animaux; animalier; auxiliaire vétérinaire; "
        "conduite gestion entreprise canin félin; élevage; vétérinaire; "
        "conseil vente animalerie; animaux compagnie; canin félin; productions animales"
    ),
    (
        "toilettage; toiletteur; toiletteuse; toilettage chien; chien; chiens; éducateur canin; "
        "maître chien; chat; chats"
    ): ("toiletteur; toilettage; canin; canin félin; conducteur chien; cynophile; cynotechnique"),
    (
        "agriculteur; agricultrice; agriculture; ferme; fermier; paysan; exploitant agricole; "
        "céréales; ouvrier agricole"
    ): (
        "agriculteur; entreprise agricole; agronomie; conduite gestion entreprise agricole; "
        "métiers agriculture; productions animales; productions végétales; polyculture"
    ),
    "plein air; grand air; extérieur; travailler dehors; dehors": (
        "aménagements paysagers; forestier; jardinier; métiers agriculture; "
        "protection nature; travaux publics"
    ),
    "élevage; éleveur; vache; vaches; vacher; traite; cochon; porcher; poules": (
        "élevage; productions animales; agriculture ruminants; systèmes élevage; "
        "entreprise agricole"
    ),
    (
        "jardinier; jardin; jardinage; jardins; espaces verts; paysagiste; paysage; tonte; "
        "entretien des espaces verts"
    ): (
        "jardinier paysagiste; aménagements paysagers; jardinier; paysagiste; paysager; "
        "paysage; espaces verts; travaux paysagers"
    ),
    "fleur; fleurs; fleuriste": "fleuriste; art floral",
    "horticulture; serre; pépinière; pépiniériste": (
        "horticulture; horticoles; productions horticoles; horticole"
    ),
    "maraîcher; maraîchage; légumes; maraîchage bio": (
        "maraîchage; maraîcher; productions légumières; productions horticoles; horticoles"
    ),
    "bûcheron; bûcheronnage; forêt; sylviculture; élagueur; élagage; arboriste": (
        "forestier; travaux forestiers; forêt; forestière; élagage; arboriste élagueur; sylvicole"
    ),
    "abeille; abeilles; apiculture; apiculteur": "apiculture; apicole; apiculteur",
    "pêcheur; marin; marin pêcheur; pêche; marine marchande; matelot; mer; bateau de pêche": (
        "pêche; maritime; matelot; marin; navires; gestion entreprise maritime"
    ),
    "aquaculture; pisciculture": "aquaculture; aquacole",
}
