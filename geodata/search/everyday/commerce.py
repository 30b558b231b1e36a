"""Everyday words for food, hospitality, commerce, offices, beauty and leisure."""

from __future__ import annotations

COMMERCE: dict[str, str] = {
    # Alimentation, hôtellerie, restauration
    "pain; faire du pain; baguette": "boulanger; boulangerie",
    "boulanger pâtissier; boulangerie pâtisserie": (
        "boulanger; pâtissier; boulanger pâtissier; boulangerie"
    ),
    "gâteau; gâteaux; cake design": "pâtissier; pâtisserie",
    (
        "cuisinier; cuisinière; cuistot; chef cuisinier; commis; commis de cuisine; cuisiner; "
        "cuistance; cantine; plongeur"
    ): "cuisine; cuisinier; commis cuisine; agent restauration; art culinaire",
    (
        "serveur; serveuse; serveur restaurant; service en salle; garçon de café; chef de rang; "
        "service restaurant; salle"
    ): (
        "serveur restaurant; commercialisation services hôtel café restaurant; "
        "commercialisation services restauration; arts service restauration; service salle; "
        "commercialisation service restauration; production service restaurations"
    ),
    "barman; barista; barmaid; bar; cocktail": "barman; bar; métiers bar",
    "sommelier; vin; œnologie": "sommellerie; sommelier; vins; viticulture; oenologie",
    (
        "hôtellerie; hôtel; réceptionniste; femme de chambre; valet de chambre; gouvernante; "
        "hôtellerie restauration"
    ): (
        "hôtellerie; hôtel; hôtellerie restauration; réceptionniste; accueil réception; "
        "employé étages; gouvernant"
    ),
    "fast food; restauration rapide; mcdo; kebab; pizzaiolo; pizza; snack; crêpier; crêpe": (
        "restauration rapide; production service restaurations; pizzaiolo; crêpier; "
        "agent restauration"
    ),
    "boucher; boucherie; abattoir": "boucher; boucherie; viandes; boucher charcutier",
    "poissonnier; poissonnerie; poisson": (
        "poissonnier; poissonnier écailler; écailler traiteur; poissonnerie"
    ),
    "chocolat; chocolatier; bonbon; confiseur": "chocolatier; chocolaterie; confiserie",
    "fromager; fromage": "crémier fromager; fromager; laitière",
    "bière; brasseur": "brasseur; brassicole",
    # Commerce, gestion, bureau
    (
        "commerce; vente; vendeur; vendeuse; vendeuse en magasin; vendeur en magasin; magasin; "
        "caissier; caissière; caisse; hôte de caisse; hôtesse de caisse; boutique; supermarché; "
        "grande distribution; rayon; mise en rayon; employé de libre service; els; "
        "employé commercial; grande surface; vendre; client; clients; drive"
    ): (
        "commerce; vente; vendeur; équipier polyvalent commerce; métiers commerce vente; "
        "employé commercial; conseiller vente; management commercial opérationnel; "
        "commercialisation; assistant manager unité marchande; hôte caisse; "
        "négociation digitalisation relation client"
    ),
    (
        "commercial; commerciale; représentant; technico commercial; démarchage; prospection; "
        "négociation"
    ): (
        "commercial; négociateur technico commercial; "
        "négociation digitalisation relation client; "
        "conseil commercialisation solutions techniques; technico commercial; "
        "attaché commercial; techniques commercialisation; management commercial opérationnel"
    ),
    (
        "manager; management; manageur; chef d'équipe; responsable de magasin; directeur de magasin"
    ): (
        "management; manager; manager unité marchande; management commercial opérationnel; "
        "responsable"
    ),
    "mco; muc; management des unités commerciales; bts muc; bts mco": (
        "management commercial opérationnel"
    ),
    "ndrc; nrc; bts nrc": "négociation digitalisation relation client",
    "ccst": "conseil commercialisation solutions techniques",
    (
        "télévente; téléconseiller; télévendeur; centre d'appel; téléopérateur; relation client; "
        "service client"
    ): (
        "relation client; conseiller relation client distance; téléconseiller; télévendeur; "
        "vente distance"
    ),
    "vendeur automobile; vendeur de voitures; vendre des voitures": (
        "vente; vendeur; commerce; négociation digitalisation relation client"
    ),
    "ecommerce; vente en ligne": (
        "e commerce; commerce numérique; digitalisation; marketing digital"
    ),
    (
        "marketing; marketing digital; webmarketing; pub; publicité; réseaux sociaux; "
        "community manager; influenceur"
    ): (
        "marketing; communication; digital; community manager; marketing digital; "
        "techniques commercialisation; communication digitale; médias numériques"
    ),
    "communication; com; relations publiques; attaché de presse": (
        "communication; information communication"
    ),
    (
        "immobilier; agent immobilier; agence immobilière; vendre des maisons; "
        "vendre des appartements; location; copropriété; syndic; négociateur immobilier; "
        "conseiller immobilier; gestion locative; immo"
    ): (
        "professions immobilières; immobilier; immobilière; agent immobilier; "
        "gestionnaire immobilier"
    ),
    (
        "compta; comptable; comptabilité; aide comptable; expert comptable; cabinet comptable; "
        "dcg; dscg"
    ): ("comptable; comptabilité; comptable assistant; comptabilité gestion; secrétaire comptable"),
    "paie; paye; gestion de paie; gestionnaire de paie; fiche de paie": "paie; gestionnaire paie",
    "rh; drh; grh; recrutement; recruteur; ressources humaines; assistant rh": (
        "ressources humaines; assistant ressources humaines; recrutement"
    ),
    (
        "secrétaire; secrétariat; bureau; bureautique; travail de bureau; assistante; "
        "administratif; assistante administrative; agent administratif; secrétariat bureautique; "
        "employé de bureau; word excel; word; excel; tableur; pack office; traitement de texte"
    ): (
        "secrétaire; secrétaire assistant; assistant; employé administratif; "
        "gestion administration; bureautique; assistance gestion organisations; "
        "action managériale; gestion administrative"
    ),
    (
        "assistant de direction; assistante de direction; assistant manager; office manager; "
        "bts assistant manager; bts assistant de manager"
    ): "support action managériale; assistant direction; action managériale",
    (
        "gestion; gestion d'entreprise; pme; tpe; gérant; créer son entreprise; "
        "créer une entreprise; entrepreneur; auto entrepreneur; patron; création d'entreprise"
    ): (
        "gestion; gestion pme; gestion entreprises; entrepreneur; "
        "création reprise entreprise; entrepreneuriat; petite moyenne entreprise"
    ),
    "accueil; hôtesse d'accueil; agent d'accueil; standard; standardiste": (
        "accueil; métiers accueil; agent accueil; chargé accueil; réceptionniste"
    ),
    "banque; conseiller bancaire; banquier; conseiller clientèle": (
        "banque; banque conseiller clientèle; bancaire; banque assurance"
    ),
    "assurance; assurances; assureur": "assurance; assurances; banque assurance",
    "juriste; avocat; magistrat; juge; notaire; huissier; clerc de notaire; justice": (
        "droit; carrières juridiques; collaborateur juriste notarial; juridique; notarial"
    ),
    (
        "fonctionnaire; administration; mairie; concours administratif; collectivité; "
        "fonction publique"
    ): (
        "administration publique; administration; gestion administration; "
        "administration économique sociale; administrations; collectivités territoriales"
    ),
    # Beauté, art, sport, loisirs
    "coiffeur; coiffeuse; coiffure; barbier; salon de coiffure": (
        "coiffure; métiers coiffure; coiffeur; barbier"
    ),
    (
        "esthétique; esthéticienne; beauté; onglerie; ongles; maquillage; maquilleuse; "
        "soins du visage; spa; parfumerie; prothésiste ongulaire; massage; épilation; "
        "onglerie maquillage; socio esthétique"
    ): (
        "esthétique cosmétique parfumerie; esthétique cosmétique; esthéticien; parfumerie; "
        "praticien spa; styliste ongulaire; prothésiste ongulaire; maquilleur"
    ),
    "prof de sport; prof d'eps; sport; staps; professeur de sport; eps": (
        "staps; sciences techniques activités physiques sportives; activités physiques; "
        "éducateur sportif; sportif; sport"
    ),
    (
        "coach sportif; coach; remise en forme; yoga; fitness; musculation; salle de sport; "
        "moniteur de sport; éducateur sportif; entraîneur; bpjeps sport"
    ): (
        "bpjeps; éducateur sportif; activités forme; activités gymniques; "
        "activités physiques tous; staps; perfectionnement sportif"
    ),
    "maître nageur; bnssa; nageur sauveteur; natation; surveillant de baignade": (
        "activités aquatiques natation; natation; surveillance aquatique"
    ),
    "foot; football": "football; éducateur sportif",
    "danse; danseur": "danse",
    "théâtre; comédien; acteur; spectacle; actrice": (
        "arts spectacle; théâtre; spectacle; comédien"
    ),
    "musique; musicien; chant; chanteur; luthier": (
        "musique; musicologie; musicien; facteur instruments"
    ),
    "art; arts; artiste; beaux arts; école d'art": (
        "art; arts; arts plastiques; métiers art design; dnmade; arts appliqués; "
        "diplôme national art"
    ),
    "tourisme; agence de voyage; guide touristique; guide; voyages": (
        "tourisme; guide; accueil tourisme; touristique"
    ),
    "événementiel; organiser des événements": "événement; événementiel; communication",
    (
        "équitation; cheval; chevaux; soigneur de chevaux; palefrenier; travailler avec les chevaux"
    ): (
        "hippique; équestre; équin; équitation; palefrenier soigneur; cavalier; "
        "entreprise hippique; cheval; maréchal ferrant"
    ),
    "bibliothécaire; bibliothèque; libraire; livre; livres; archives; documentaliste": (
        "livre; bibliothèques documentation; métiers livre patrimoine; documentation; libraire"
    ),
}
