"""Words that say less of which course is asked than the others do: each kind gives way in turn."""

from geodata.search.words import stem

_SOFT = """
formation formations former métier metier metiers cours devenir apprendre travailler travail
emploi boulot job ecole etude etudes etudier diplome diplomes stage etre faire veux voudrais
cherche chercher recherche trouver pres proche autour professionnel professionnelle specialite
mention parcours option domaine secteur niveau titre reconversion debutant adulte apprentissage
alternance contrat annee an ans reconnu certifiante qualifiante diplomante gratuite gratuit rapide
courte intensive distance region passer obtenir preparer savoir besoin aimerais envie interesse
bonjour merci svp carriere personne personnes sans salaire cdi cdd vae contrats embauche niveaux
jveux jve jvoudrais jcherche jaimerai jaimerais jai jsuis jsui chui chuis slt bjr stp salut ds pr
fille fils veut veulent aime adore quel quelle quels quelles continuer ensuite parent maman papa
salarie bosser taf reprendre reprise retrouver campus kel sais quoi
installer lycee collegien lyceen troisieme 3e 3eme cherchant
arrete arreter quitte quitter changer change fait jsp koi nuit mois semaine heure
quelque chose truc juste seulement uniquement simplement passionne passionnee devient
deviennent comment quoi
tous toutes tout toute liste lister ensemble rentree decalee existe existent dispo disponible entree
bon bonne beaucoup gagner apres
"""
SOFT_WORDS = frozenset(stem(word) for word in _SOFT.split())
"""Words found in most requests or most titles: they say nothing of which course."""

DURATIONS = frozenset(["an", "ans", *map(stem, ("année", "mois", "semaine", "jour", "heure"))])
"""What a number before is an age or a duration: « à 40 ans », « 6 mois »."""

_ROLES = """
agent technicien chef responsable operateur employe charge assistant conseiller directeur ouvrier
gestionnaire moniteur adjoint cadre garde gardien manager animateur controleur conducteur
depanneur reparateur installateur exploitant prof pilote aide apprenti commis monteur poseur
inspecteur verificateur entraineur coach equipe
"""
ROLE_WORDS = frozenset(stem(word) for word in _ROLES.split())
"""Words of many names of métiers: alone, without what it is of, such a word finds nothing asked."""

_MANNERS = """
domicile liberal independant propre compte concours examen epreuve familial homme femme enfant
particulier interim interimaire freelance
"""
MANNER_WORDS = frozenset(stem(word) for word in _MANNERS.split())
"""Words of how a métier is practised or entered, or for whom, which few courses say: « infirmière à
domicile », « concours ATSEM », « coiffure homme »."""

WORKING = frozenset(stem(word) for word in ("travailler", "travail", "bosser"))
"""Words before a manner: « travailler en intérim »."""

_TECHNICIANS = "technicien agent ouvrier operateur employe aide installateur depanneur reparateur"
TECHNICIANS = frozenset(stem(word) for word in _TECHNICIANS.split())
"""Roles that no master's degree or engineering school leads to."""

_DIRECTORS = "directeur manager gerant dirigeant cadre"
DIRECTORS = frozenset(stem(word) for word in _DIRECTORS.split())
"""Roles that no CAP or bac leads to at once."""

_ACTIONS = """
reparer depanner monter demonter construire batir fabriquer creer inventer concevoir dessiner
conduire piloter livrer porter transporter soigner aider accompagner garder surveiller eduquer
enseigner former animer organiser gerer diriger acheter compter classer ranger trier nettoyer laver
entretenir preparer servir accueillir recevoir repondre parler communiquer ecrire jouer filmer
photographier installer poser decorer amenager couper tailler assembler mesurer controler analyser
rechercher etudier proteger defendre sauver secourir enqueter arreter planter cultiver elever
dresser entrainer maquiller tenir ouvrir realiser produire utiliser comprendre decouvrir connaitre
reparation depannage nettoyage livraison
maitriser rencontrer tourner gagner planifier refaire retaper renover remettre coordonner encadrer
confectionner bricoler donner casser charger detruire manipuler pratiquer
chercher ramasser vider occuper
"""
ACTIONS = frozenset(stem(word) for word in _ACTIONS.split())
"""Verbs that say less of a course than what is done to: « réparer des toits » is about roofs."""

SELLING_WORDS = frozenset(stem(word) for word in ("vendre", "vendeur", "vente", "commercial"))
"""Words of a trade that is learnt the same whatever is sold."""

_SURROUNDINGS = "filiere milieu monde univers branche industrie"
SURROUNDINGS = frozenset(stem(word) for word in _SURROUNDINGS.split())
"""Words around what is asked, which are nothing alone: « filière bois », « milieu médical »."""

FRAMES = SURROUNDINGS | {stem(word) for word in ("ingenieur", "expert", "specialiste")}
"""Those, and who does it, which titles have of other things: « ingénieur en robotique »."""

_WORKPLACES = """
bureau immeuble residence hopital clinique magasin boutique usine chantier cabinet restaurant
cantine labo laboratoire entrepot aeroport gare appartement atelier college hotel ehpad club salle
agence marche commune mairie
"""
WORKPLACES = frozenset(stem(word) for word in _WORKPLACES.split())
"""Where one works, which gives way before what is done there: « nettoyer des bureaux »."""
