"""What the title of a course says by itself, when no certification of the catalogue bears it.

Two published tables. `HEADS` gives the level from the beginning of a title, read from top to
bottom, the first line that fits wins: the levels are those of the cadre national des
certifications (décret n° 2019-14 du 8 janvier 2019; the diploma's own decree where it sets the
level). `SUBJECTS` gives the NSF group (nomenclature des spécialités de formation, 1994) from words
of a title. Both are written on folded texts: lower case, no accents, one space for any other sign.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Head:
    """A kind of diploma as titles begin: its short name, its level (None: no level), a pattern."""

    diploma: str
    level: int | None
    pattern: re.Pattern[str]


def _head(diploma: str, level: int | None, *patterns: str, before: str = "") -> Head:
    """Make a head; `before` is what must follow it, when the level depends on it."""
    return Head(diploma, level, re.compile(rf"(?:{'|'.join(patterns)})(?: |$)(?={before})"))


_STATE = ("d e", "de", "diplome d etat")

HEADS: tuple[Head, ...] = (
    _head("CAPA", 3, "capa", "cap agricole", "certificat d aptitude professionnelle agricole"),
    _head("CAP", 3, "cap", "certificat d aptitude professionnelle"),
    _head("BTSA", 5, "btsa", "bts agricole", "brevet de technicien superieur agricole"),
    _head("BTSM", 5, "btsm", "bts maritime", "brevet de technicien superieur maritime"),
    _head("BTS", 5, "bts", "brevet de technicien superieur"),
    _head("BUT", 6, "but", "bachelor universitaire de technologie"),
    _head("DUT", 5, "dut", "diplome universitaire de technologie"),
    _head("DEUST", 5, "deust", "diplome d etudes universitaires scientifiques et techniques"),
    _head("DEUST", 5, "diplome d etudes universitaires scientifiques et technologiques"),
    _head("CPES", None, "cycle pluridisciplinaire d etudes superieures", "cpes"),
    _head("CPGE", None, "cpge", "classes? preparatoires? aux grandes ecoles"),
    _head("CUPGE", None, "cupge", "classes? preparatoires? aux etudes superieures"),
    _head("Mise à niveau", None, "mise a niveau", "man", "manaa", "annees? preparatoires?"),
    _head("FCIL", None, "fcil", "formation complementaire d initiative locale"),
    _head("DN MADE", 6, "dn ?made", "diplome national des metiers d art et du design"),
    _head("DNSEP", 7, "dnsep", "diplome national superieur d expression plastique"),
    _head("DNA", 6, "dna", "diplome national d art"),
    _head("DCG", 6, "dcg", "diplome de comptabilite et de gestion"),
    _head("DSCG", 7, "dscg", "diplome superieur de comptabilite et de gestion"),
    _head("DTS", 6, "dts", "diplome de technicien superieur"),
    _head("BPJEPS", 4, "bpjeps", "bp jeps"),
    _head("DEJEPS", 5, "dejeps", "de jeps"),
    _head("DESJEPS", 6, "desjeps", "des jeps"),
    _head("Licence professionnelle", 6, "licence professionnelle", "licence pro"),
    _head("Double licence", 6, "double licence", "double diplome licence", "bi licence"),
    # PASS and L.AS are first years of a licence.
    _head("Licence", 6, "licence", "parcours d acces specifique sante", "pass", "portail licence"),
    _head("Master", 7, "master"),
    _head("Certificat de spécialisation", 4, "certificat de specialisation", "cs"),
    _head("Mention complémentaire", 4, "mention complementaire"),
    # Orthophonist: master's grade since 2013 (décret n° 2013-798).
    _head("Certificat de capacité", 7, "certificat de capacite d", before="orthophoniste"),
    _head("Certificat de capacité", 6, "certificat de capacite d", before="orthoptiste"),
    _head("DEEA", 6, "diplome d etudes en architecture", "architecture$"),
    _head("Diplôme d'État de paysagiste", 7, "diplome d etat de paysagiste", "paysage$"),
    *(
        _head("Diplôme d'État", level, *_STATE, before=rf"(?:d |de |en )?(?:{words})")
        for level, words in (
            (3, "accompagnant"),
            (4, "aide soignant|auxiliaire|moniteur|ambulancier|technicien de l intervention"),
            (7, "masseur|sage femme|infirmier en pratique avancee|medecin|pharmacien"),
            (6, ""),
        )
    ),
)

YEARS: tuple[tuple[re.Pattern[str], int], ...] = (
    # Grade de master, and « bac + 5 » diplomas of schools.
    (re.compile(r"\b(?:bac 5|grade master|grade de master|diplome d ingenieur)\b"), 7),
    (re.compile(r"\bbac [34]\b|\bgrade (?:de )?licence\b|\bbachelor\b"), 6),
    (re.compile(r"\bbac 2\b"), 5),
    (re.compile(r"\bformations? d ingenieurs?\b|\bformations? des ecoles d ingenieurs?\b"), 7),
    (re.compile(r"\bsciences po\b|\binstituts? d etudes politiques\b"), 7),
)
"""Read after `HEADS`: level from the years of study that a title says."""

_SUBJECTS = """
331 infirmier infirmiere sante soignant medical medicale dietetique ergotherapeute psychomotricien
331 podologue audioprothesiste orthophoniste orthoptiste orthoprothesiste electroradiologie pass
331 radiologie opticien prothesiste podo kinesitherapeute puericulture biomedical ambulancier
331 paramedical pharmacie maieutique sanitaires orthesiste sciences_pour_la_sante biologie_medicale
332 social sociale educateur educatrice economie_sociale sanitaire_et_social moniteur_educateur
332 intervention_sociale carrieres_sociales sciences_sanitaires_et_sociales insertion
335 sportif sportive sportives sport sports staps natation athletisme football bpjeps dejeps
335 educateur_sportif perfectionnement_sportif
333 professorat enseignement sciences_de_l_education
326 informatique informatiques cybersecurite numerique numeriques webmaster donnees multimedia
326 jeu_video reseaux_et_telecommunications logiciel developpeur miage informatique_et_reseaux
231 travaux_publics geometre topographe
230 batiment batiments genie_civil construction_durable btp economique_de_la_construction
230 architecture
233 finitions peinture revetement
234 bois menuiserie ebenisterie agencement
232 charpente couverture
227 energie energies energetique energetiques froid climatique fluides eolien eoliens domotique
227 energies_renouvelables fluide_energie
255 electrotechnique electronique electrique electriques electronique_et_reseaux ascenseurs
254 chaudronnerie soudage tuyauterie metal
223 fonderie forge metallurgie
225 plastiques_et_composites composites europlastics plasturgie
222 chimie chimique procedes cosmetologie
252 automobile motorisations vehicules materiels_agricoles materiels_de_construction
253 aeronautique
250 maintenance
251 mecanique mecaniques productique microtechniques usinage
201 automatiques automatique regulation automatismes robotique instrumentation mesure mesures
221 aliments alimentaires alimentaire alimentation agroalimentaire boulangerie bioqualim
213 forestiere foret aquaculture peche
212 elevage animaux animale equin
214 paysagers paysage paysages jardins horticulture
211 vegetal cultures viticulture
210 agricole agricoles agriculture agronomie agronomique
343 environnement eau dechets nature proprete ecologie ecotechnologies hygiene
311 transport transports logistique maritime
334 tourisme hotellerie restauration sommellerie bar cuisine accueil
312 commercial commerciale commercialisation commerce vente vendeur marketing commerciales
312 relation_client negociation bba
314 comptabilite comptable audit
313 banque assurance finance finances immobilieres immobilier
324 action_manageriale secretariat assistanat bureautique
345 administration_publique administration_economique
344 securite police defense
336 esthetique coiffure cosmetique parfumerie
242 mode textile vetement vetements habillement
323 audio_visuel audiovisuel audiovisuels cinema cinematographiques photographie
323 films_d_animation cinema_d_animation
321 journalisme journaliste communication publicite medias
322 imprime edition livre imprimes plurimedia
325 bibliotheques documentation document archives
133 musique musicologie danse theatrales arts_du_spectacle
134 design art arts graphisme dn_made scenographie scenographies
128 droit juridiques juridique juriste notarial science_politique sciences_politiques
128 sciences_po etudes_politiques
136 langues langue anglais espagnol allemand llcer lea
126 histoire archeologie
121 geographie
127 philosophie theologie religion
124 psychologie
123 sociologie ethnologie anthropologie sciences_sociales sciences_humaines etudes_culturelles
122 economie
131 lettres litterature litteratures francais humanites langage linguistique
114 mathematiques mathematique statistique mpsi mp2i
115 physique pcsi
118 biologie biologique biologiques biotechnologie biotechnologies bioanalyses bcpst
118 sciences_de_la_vie bioqualite
117 sciences_de_la_terre geologie
"""

_FALLBACKS = """
310 gestion management business entreprise entreprises ecg ect ecoles_de_commerce
200 ingenieur ingenierie ptsi tsi assistance_technique qualite conception production
118 laboratoire
421 animation loisirs
110 sciences science scientifiques scientifique
"""


def _table(text: str) -> dict[str, str]:
    lines = (line.split() for line in text.strip().splitlines())
    return {word.replace("_", " "): nsf for nsf, *words in lines for word in words}


SUBJECTS: dict[str, str] = _table(_SUBJECTS)
"""Words of a title (one word, or several in a row) -> NSF group."""

FALLBACKS: dict[str, str] = _table(_FALLBACKS)
"""Words too wide to decide when another subject is named: read only when none is."""


def head_of(folded: str) -> Head | None:
    """Return the kind of diploma that a folded title begins with, or None."""
    return next((head for head in HEADS if head.pattern.match(folded)), None)


def level_of(folded: str) -> int | None:
    """Return the level that a folded title says, or None."""
    head = head_of(folded)
    if head is not None:
        return head.level
    return next((level for pattern, level in YEARS if pattern.search(folded)), None)


def nsf_of(folded: str) -> str:
    """Return the NSF group of what a folded title is about, "" when no rule knows.

    The longest words win (« sciences de la vie » over « sciences »), then those read first.
    """
    return _first(folded, SUBJECTS) or _first(folded, FALLBACKS)


def _first(folded: str, table: dict[str, str]) -> str:
    padded = f" {folded} "
    found = [
        (-len(words.split()), padded.index(f" {words} "), nsf)
        for words, nsf in table.items()
        if f" {words} " in padded
    ]
    return min(found)[2] if found else ""
