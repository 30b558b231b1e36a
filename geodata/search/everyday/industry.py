"""Everyday words for industry, mechanics, transport and digital trades."""

from __future__ import annotations

INDUSTRY: dict[str, str] = {
    # Transport et logistique
    (
        "chauffeur routier; routier; routière; camion; camionneur; poids lourd; "
        "chauffeur poids lourd; chauffeur pl; permis poids lourd; permis pl; permis c; permis ce; "
        "permis camion; semi remorque; fimo; super lourd; super poids lourd; conducteur routier; "
        "conducteur poids lourd; chauffeur camion; conduire un camion; tractoriste"
    ): (
        "conducteur transport routier marchandises; conducteur routier marchandises; "
        "transport routier marchandises; conducteur poids lourd; FIMO; "
        "conducteur livreur marchandises; conducteur transport marchandises"
    ),
    "chauffeur; conduite routière": (
        "conducteur transport routier; conducteur routier; conducteur poids lourd; "
        "conducteur livreur; conducteur transport commun; chauffeur; taxi; FIMO"
    ),
    (
        "chauffeur de bus; chauffeur de car; bus; autobus; autocar; car scolaire; "
        "conducteur de bus; conducteur de car; conductrice de bus; permis d; chauffeur bus"
    ): (
        "transport commun; transport routier voyageurs; conducteur voyageurs; "
        "agent accueil conduite routière; conducteur bus; transport interurbain voyageurs; "
        "conducteur autocar"
    ),
    "taxi; vtc; chauffeur de taxi; chauffeur vtc; uber": (
        "taxi; VTC; transport public particulier de personnes; conducteur transport particuliers"
    ),
    "livreur; chauffeur livreur; coursier; livraison; livreuse": (
        "conducteur livreur; livreur; transport marchandises véhicule utilitaire léger; "
        "conducteur marchandises"
    ),
    (
        "cariste; caces; caces 1 3 5; chariot; chariot élévateur; chariot automoteur; fenwick; "
        "clark; permis cariste; conducteur de chariot"
    ): (
        "cariste; CACES; conducteur chariots; conduite chariots; cariste entrepôt; "
        "opérateur logistique"
    ),
    (
        "entrepôt; manutention; manutentionnaire; manutention entrepôt; magasinier; logistique; "
        "préparateur de commandes; préparation de commandes; picking; amazon; stock; "
        "gestion de stock"
    ): (
        "préparateur commandes; agent magasinier; opérateur logistique; opérateur entrepôt; "
        "logistique; cariste; entreposage; magasinier; manutentionnaire"
    ),
    "déménageur": "déménageur; déménagement",
    (
        "train; métro; tramway; conducteur de métro; conduire un train; sncf; cheminot; "
        "ferroviaire; conducteur de train"
    ): "ferroviaire; conducteur train; réseau ferré",
    "avion; pilote; aviation; aéroport; pilote d'avion": (
        "aéronautique; aérien; aéroportuaire; pilote"
    ),
    "hôtesse de l'air; steward; pnc": (
        "personnel navigant commercial; accueil transports; CCA cabine"
    ),
    "bateau; péniche; batelier; marinier": "navigation fluviale; maritime; transport fluvial",
    "douanes; transitaire; import export": (
        "commerce international; transit douane; organisation transport"
    ),
    # Industrie et mécanique
    (
        "mécanicien; mécanicienne; mécano; mécanique; mécanique auto; mécanicien auto; "
        "mécanique automobile; garagiste; garage; auto; automobile; voiture; voitures; "
        "réparer des voitures; pneu; pneus; monteur de pneus; vidange; freins; mécanicien voiture"
    ): (
        "maintenance véhicules; mécanicien automobile; réparateur automobile; "
        "véhicules particulières; voitures particulières; mécanique automobile; "
        "maintenance automobile; mécanicien véhicules; après vente automobile"
    ),
    (
        "moto; scooter; mécanique moto; mécanicien moto; mécanicienne moto; vélo; "
        "réparateur de vélo; mécanicien vélo"
    ): (
        "motocycles; cycles motocycles; cycle; maintenance véhicules motocycles; mécanicien cycles"
    ),
    "mécanicien poids lourd; poids lourds mécanique; mécanique poids lourd; mécanicien pl": (
        "véhicules transport routier; véhicules industriels; maintenance véhicules transport"
    ),
    "mécanique agricole; tracteurs; tracteur; mécanicien agricole": (
        "matériels agricoles; équipements agricoles; machinisme agricole; "
        "maintenance matériels; mécanicien agricole; conduite engins agricoles; "
        "conducteur engins agricoles; production agricole"
    ),
    "carrossier; carrosserie; peintre auto; carrosserie peinture; débosselage; tôlier": (
        "carrosserie; carrossier; peinture carrosserie; peintre automobile"
    ),
    "contrôle technique": "contrôleur technique automobile; maintenance véhicules",
    "soudeur; soudure; soudage; souder; tig; mig mag; arc": (
        "soudeur; soudage; chaudronnier; chaudronnerie; métallier"
    ),
    "chaudronnier; chaudronnerie; tôlerie": (
        "chaudronnier; chaudronnerie; chaudronnerie industrielle"
    ),
    (
        "usinage; tourneur; fraiseur; tourneur fraiseur; tournage; fraisage; commande numérique; "
        "cnc; ajusteur; opérateur commande numérique; productique"
    ): (
        "usinage; tourneur; fraiseur; réalisation produits mécaniques; commande numérique; "
        "produits mécaniques; productique; réalisations industrielles usinage"
    ),
    (
        "mspc; bac pro mei; mei; maintenance industrielle; technicien de maintenance; "
        "agent de maintenance; dépanneur industriel; maintenance"
    ): (
        "maintenance; maintenance systèmes production connectés; maintenance industrielle; "
        "maintenance systèmes; maintenance équipements"
    ),
    "bac pro mspc": "maintenance systèmes production connectés",
    (
        "ouvrier; ouvrier usine; usine; production industrielle; opérateur de production; chaîne; "
        "industrie; conducteur de ligne; conducteur de machine; opérateur; pilote de ligne"
    ): (
        "pilote ligne production; conducteur ligne; conducteur installations machines; "
        "production industrielle; opérateur production; agent production; "
        "pilotage production; conducteur équipements industriels; systèmes production; "
        "industrielle; conducteur systèmes production"
    ),
    "robot; robots; robotique; automatisme; automaticien; automate; roboticien": (
        "automatisme; automatismes; automatique; robotique; systèmes automatiques; "
        "automatisation; maintenance systèmes production connectés"
    ),
    (
        "électronique; électronicien; réparer des téléphones; électroménager; réparateur; "
        "réparation"
    ): (
        "électronique; électrodomestique; électroménager; réparation; produits électroniques; "
        "réparateur"
    ),
    "plasturgie; plastique; composite": "plastiques; plasturgie; composites; europlastics",
    "fonderie; fondeur; forge": "fonderie; forge; métallurgie",
    "qualité; contrôle qualité; qualiticien": (
        "qualité; contrôle qualité; bioqualité; qualité logistique"
    ),
    "qhse; hse; sécurité au travail; prévention des risques": (
        "hygiène sécurité environnement; qualité sécurité environnement; "
        "santé sécurité travail; qhse"
    ),
    "agroalimentaire; iaa; alimentaire": (
        "agroalimentaire; alimentaire; industries alimentaires; bioindustries; aliments; bioqualim"
    ),
    "chimie; chimiste": "chimie; chimique; procédés chimie; métiers chimie",
    "aéronautique; mécanicien avion": "aéronautique; aéronef",
    (
        "textile; couture; couturier; couturière; retouche; retoucheuse; mode; "
        "créer des vêtements; styliste; stylisme; modéliste; stylisme mode"
    ): "métiers mode; mode vêtement; couture; mode; textile; confection; vêtement; styliste",
    "maroquinerie; cuir; cordonnier; cordonnerie; sellier": (
        "maroquinerie; cuir; cordonnier; cordonnerie; sellerie"
    ),
    "bijou; bijoux; bijouterie": "bijouterie; bijou; joaillerie",
    (
        "dépannage informatique; réparer des ordinateurs; technicien informatique; "
        "maintenance informatique"
    ): (
        "technicien assistance informatique; informatique réseaux; "
        "réparation produits électroniques; services informatiques; maintenance informatique; "
        "support informatique"
    ),
    # Numérique
    (
        "dev web; développeur web; site web; sites web; site internet; créer des sites internet; "
        "créer un site; html; php; javascript; webmaster; intégrateur web; full stack; front end"
    ): (
        "développeur web; développeur web mobile; développement web; "
        "métiers multimédia internet; webmaster; développeur informatique; "
        "concepteur développeur applications"
    ),
    (
        "dev; développeur; développeur informatique; développeuse; programmeur; programmation; "
        "coder; codage; coder en python; code; python; java; logiciel; "
        "développement informatique; applications; appli"
    ): (
        "développeur; concepteur développeur; développeur web; "
        "services informatiques organisations; développement applications; informatique; "
        "développement logiciel"
    ),
    "informatique; ordinateur; ordinateurs; geek; info; numérique": (
        "informatique; informatiques; numérique; développeur; systèmes réseaux; "
        "services informatiques organisations"
    ),
    "sio; bts sio": "services informatiques organisations",
    (
        "réseau; réseaux; informatique réseau; informatique réseaux; administrateur réseau; "
        "admin réseau; sysadmin; administrateur système; système et réseau; cloud; hébergement; "
        "devops; systèmes et réseaux"
    ): (
        "informatique réseaux; réseaux télécommunications; administrateur infrastructures; "
        "systèmes réseaux; technicien supérieur systèmes réseaux; "
        "services informatiques organisations; "
        "cybersécurité informatique réseaux électronique; administrateur systèmes"
    ),
    "ciel; snir; bac pro sn": "cybersécurité informatique réseaux électronique",
    "cybersécurité; cyber; hacker; hacker éthique; hacking; sécurité informatique; pentest": (
        "cybersécurité; sécurité informatique; infrastructures sécurisées"
    ),
    "ia; intelligence artificielle; machine learning; chatgpt": (
        "intelligence artificielle; science données; données; data"
    ),
    "data; big data; données; data scientist; data analyst; statistiques; stats": (
        "données; science données; data; statistique; analyse données"
    ),
    "jeux vidéo; jeu vidéo; gaming; game design": (
        "jeux vidéo; jeu vidéo; multimédia; animation 3d; médias interactifs"
    ),
    (
        "graphiste; graphisme; infographie; infographiste; photoshop; pao; web design; "
        "web designer; webdesigner; ui ux; design graphique; maquettiste"
    ): (
        "graphisme; graphique; infographiste; designer web; graphiste; "
        "communication visuelle; design graphique; métiers multimédia internet; "
        "concepteur designer ui"
    ),
    "dessin; dessinateur bd; bd; illustration; manga; animation 3d; dessin animé": (
        "illustration; cinéma animation; graphisme; arts plastiques; communication visuelle; "
        "arts appliqués"
    ),
    (
        "audiovisuel; vidéo; cinéma; son; monteur; montage; réalisateur; ingénieur du son; "
        "technicien son; ingé son; sonorisation; sono; caméraman; cadreur"
    ): (
        "audiovisuel; audio visuel; cinéma; arts spectacle; métiers image; métiers son; "
        "monteur audiovisuel"
    ),
    "photo; photographe": "photographie; photographe",
    "imprimerie; imprimeur": (
        "imprimerie; communication imprimées; productions graphiques; sérigraphie"
    ),
}
