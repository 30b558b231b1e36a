"""Everyday words for studies: abbreviations, old names, school slang, basic skills."""

from __future__ import annotations

STUDIES: dict[str, str] = {
    # Université
    "fac; université; faculté": "licence; master; deust",
    "fac de droit; droit; études de droit; faculté de droit": (
        "licence droit; master droit; capacité droit; droit; carrières juridiques"
    ),
    "fac de lettres; lettres": "licence lettres; lettres; cpge lettres",
    "lettres modernes; français; littérature": "lettres; lettres modernes; littérature",
    "fac de psycho; psycho; psy; psychologue; psychologie": "psychologie",
    "fac de socio; socio; sociologie": "sociologie",
    "philo": "philosophie",
    "géo; géographie": "géographie; géographie aménagement",
    "histoire géo": "histoire; géographie",
    "fac de sciences; sciences": "sciences; licence sciences; physique chimie; sciences vie",
    "fac d'éco; éco gestion; économie gestion; éco; économie": (
        "économie gestion; économie; administration économique sociale"
    ),
    "aes; licence aes": "administration économique sociale; accompagnant éducatif social",
    "science politique; sciences po; politique": (
        "science politique; sciences politiques; études politiques; politiques"
    ),
    "svt; bio; biologie; sciences de la vie": (
        "sciences vie; sciences vie terre; biologie; génie biologique; biologique"
    ),
    "maths; math; mathématiques": "mathématiques; mathématique",
    "physique chimie; physique; chimie physique": "physique; physique chimie; mesures physiques",
    "astronome; astronomie; astrophysique; espace": "physique; sciences terre univers",
    "finance; trader; bourse": (
        "finance; banque finance; assurance banque finance; économie gestion"
    ),
    "lea; langues étrangères appliquées; licence lea": "langues étrangères appliquées",
    "llcer; llce; licence d'anglais; fac d'anglais": (
        "langues littératures civilisations étrangères régionales; anglais"
    ),
    "langue; langues; fac de langues; interprète": (
        "langues; langues étrangères appliquées; langue"
    ),
    (
        "anglais; prof d'anglais; espagnol; prof d'espagnol; allemand; prof d'allemand; italien; "
        "chinois; néerlandais"
    ): (
        "anglais; espagnol; allemand; langues étrangères appliquées; "
        "langues littératures civilisations étrangères régionales; langues étrangères"
    ),
    "histoire de l'art": "histoire art; histoire art archéologie",
    "archéologue; archéologie": "archéologie; histoire art archéologie",
    "journaliste; journalisme": "journalisme; information communication; journaliste",
    "sciences de l'éducation": "sciences éducation",
    "infocom; info com": "information communication",
    "reprise d'études; reprendre mes études; équivalence bac": (
        "daeu; capacité droit; diplôme accès études universitaires"
    ),
    "miashs": "mathématiques informatique appliquées sciences humaines sociales",
    # Après le bac : BUT et anciens DUT
    "gea": "gestion entreprises administrations",
    "tech de co; techniques de co; tc": "techniques commercialisation; technico commercial",
    "prof de maths": "mathématiques; enseignement",
    "mmi; srec": "métiers multimédia internet",
    "gaco": "gestion administrative commerciale organisations",
    "gmp": "génie mécanique productique",
    "geii": "génie électrique informatique industrielle",
    "gim": "génie industriel maintenance",
    "gccd; génie civil": "génie civil; génie civil construction durable",
    "qlio": "qualité logistique industrielle organisation",
    "glt; mlt": "management logistique transports; gestion logistique transport",
    "gte; mt2e; génie thermique": "métiers transition efficacité énergétiques",
    "rt; réseaux et télécoms": "réseaux télécommunications",
    "stid": "science données",
    "cj; gaj": "carrières juridiques",
    "carrières sociales": "carrières sociales",
    # BTS et leurs abréviations
    "cg; bts cg; cgo": "comptabilité gestion",
    "sp3s": "services prestations secteurs sanitaire social",
    "sam; bts sam": "support action managériale",
    "gpme; gestion pme": "gestion pme",
    "pi; bts pi; bts immobilier": "professions immobilières",
    "ci; bts ci": "commerce international",
    "cri; mos; bts mos": "management opérationnel sécurité",
    "mhr; bts mhr": "management hôtellerie restauration",
    "mecp": "métiers esthétique cosmétique parfumerie",
    "gtla; tpl": "gestion transports logistique associée",
    "esf": "économie sociale familiale",
    "cira": "contrôle industriel régulation automatique",
    "crsa": "conception réalisation systèmes automatiques",
    "crci": "conception réalisation chaudronnerie industrielle",
    "cpi": "conception produits industriels",
    "cprp": "conception processus réalisation produits",
    "ms; bts ms; bts maintenance": "maintenance systèmes",
    "fed; bts fed": "fluide énergie domotique; fluides énergies domotique",
    "domotique; maison connectée": "domotique; environnements connectés",
    "mva; bts mva": "maintenance véhicules",
    "tp": "travaux publics",
    "bprea; bp rea; rea": "responsable entreprise agricole",
    "sv; svt": "sciences vie",
    "gt; bac pro gt": "organisation transport; gestion transports",
    "gpn": "gestion protection nature",
    "acse; acs agri": (
        "analyse conduite stratégie entreprise agricole; stratégie entreprise agricole"
    ),
    "productions animales": "productions animales; élevage",
    "mec; bts mec": "management économique construction",
    "abm": "biologie médicale; analyses biologie médicale",
    # Bacs professionnels et technologiques, CAP
    "assp": "accompagnement soins services personne",
    "sapat": "services personnes territoires; services aux personnes",
    "agora; ga; bac pro secrétariat; bac pro ga": (
        "assistance gestion organisations; gestion administration"
    ),
    "mcv; bac pro commerce; bac pro vente": "métiers commerce vente",
    "bac pro accueil; arcu": "métiers accueil",
    "tcb": "technicien constructeur bois",
    "tma": "technicien menuisier agenceur",
    "tisec": (
        "chauffage climatisation énergies renouvelables; "
        "installateur systèmes énergétiques climatiques"
    ),
    "tci": "technicien chaudronnerie industrielle",
    "trpm; bac pro usinage": "réalisation produits mécaniques",
    "mcbi": "conducteur machines; pilote ligne production",
    "plp": "pilote ligne production; pilotage ligne production",
    "tne": "technicien études bâtiment",
    "hps": "hygiène propreté stérilisation",
    "csr": "commercialisation services restauration",
    "cap hcr; cap serveur; cap restaurant; cap service": (
        "commercialisation services hôtel café restaurant; production service restaurations"
    ),
    "cap vente; ecms; cap commerce": (
        "équipier polyvalent commerce; employé vente; employé commerce"
    ),
    "epc": "équipier polyvalent commerce",
    "olog; cap logistique": "opérateur logistique",
    "bac pro otm": "organisation transport marchandises",
    "cgea; bac pro agricole": "conduite gestion entreprise agricole",
    "stmg": "sciences technologies management gestion",
    "sti2d; sti": "sciences technologies industrie développement durable",
    "st2s": "sciences technologies santé social",
    "stl": "sciences technologies laboratoire",
    "std2a": "sciences technologies design arts appliqués",
    "sthr": "sciences technologies hôtellerie restauration",
    "stav": "sciences technologies agronomie vivant",
    # Classes préparatoires, grandes écoles
    "prépa; classe prépa": "cpge; préparatoire; préparation",
    (
        "prépa ingénieur; prépa ingé; prépa scientifique; prépa sciences; maths sup; math sup; "
        "maths spé; prépa maths; prépa intégrée"
    ): (
        "mpsi; pcsi; ptsi; tsi; mp2i; bcpst; cycle préparatoire intégré; "
        "cpge mathématiques physique; cpge physique chimie; cpge scientifique; "
        "cpge technologie industrielles"
    ),
    "prépa hec; prépa commerce; prépa école de commerce; prépa éco": (
        "cpge ecg; ecg; ect; cpge économique commerciale; concours écoles commerce"
    ),
    "prépa littéraire; hypokhâgne; khâgne; prépa lettres": (
        "cpge lettres; lettres sciences sociales"
    ),
    "prépa bio; prépa véto": "bcpst; cpge biologie",
    (
        "école d'ingé; école d'ingénieur; école d'ingénieurs; ingé; ingénieur; ingénieure; insa; "
        "devenir ingénieur"
    ): "ingénieur; formation ingénieur; diplôme ingénieur; ingénieur diplômé",
    "école de commerce; business school; écoles de commerce": (
        "écoles commerce; école commerce management; écoles commerce management; "
        "bachelor commerce; commerce international; programme grande école; "
        "master management; bachelor management"
    ),
    "bac 2; bac plus 2": "bts; but; deust; bac 2",
    "bac 3; bac plus 3": "licence; but; bachelor; bac 3",
    "bac 5; bac plus 5": "master; ingénieur; bac 5",
    # Savoirs de base, langue, accompagnement
    (
        "remise à niveau; remise niveau; français maths; mise à niveau; compétences de base; "
        "savoirs de base; savoir lire écrire compter; raf"
    ): (
        "remise niveau; savoirs base; compétences clés; mise niveau; socle connaissances; "
        "compétences base; socle compétences; clea; certificat formation générale"
    ),
    "cléa; clea": "clea; socle connaissances compétences professionnelles; socle compétences",
    (
        "fle; français langue étrangère; apprendre le français; cours de français; alpha; "
        "alphabétisation; parler français; delf; dilf; tcf"
    ): (
        "français langue étrangère; français langue intégration; alphabétisation; fle; "
        "linguistique français; langue française; delf; savoirs base"
    ),
    (
        "apprendre à lire; lire; écrire; lire et écrire; illettrisme; illettré; analphabète; "
        "lecture; apprendre à écrire; savoir lire"
    ): (
        "illettrisme; savoirs base; alphabétisation; compétences clés; socle connaissances; "
        "remise niveau; français langue étrangère; lire écrire; compétences base"
    ),
    (
        "apprendre l'informatique; débuter en informatique; informatique débutant; "
        "initiation informatique; internet débutant"
    ): (
        "initiation informatique; compétences numériques; inclusion numérique; "
        "numérique base; bureautique; savoirs base; pix"
    ),
    (
        "orientation; projet professionnel; bilan de compétences; découverte des métiers; "
        "je ne sais pas quoi faire; décrocheur; sans diplôme; sans bac"
    ): (
        "projet professionnel; orientation; bilan compétences; découverte métiers; "
        "école 2e chance; parcours découverte; préparation apprentissage; savoirs base"
    ),
    "cfg": "certificat formation générale",
    "permis; code de la route; permis b; permis de conduire": (
        "permis; enseignement conduite; sécurité routière"
    ),
}
