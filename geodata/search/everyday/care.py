"""Everyday words for health, childhood, social work, teaching and security."""

from __future__ import annotations

CARE: dict[str, str] = {
    # Santé et soins
    "aide soignant; aide soignante; deas; diplome aide soignant; soignant": "aide soignant",
    "infirmier; infirmière; ide; ifsi; école infirmier": "infirmier; soins infirmiers",
    "puériculture; auxiliaire puer; puer": "auxiliaire puériculture; puériculture",
    "kiné; kinésithérapeute; kinésithérapie; masseur kiné": (
        "masseur kinésithérapeute; kinésithérapie; accès santé"
    ),
    "ambulance; ambulancier; conduire une ambulance": "ambulancier",
    (
        "médecin; médecine; docteur; chirurgien; généraliste; fac de médecine; pass; las; "
        "études de santé"
    ): "médecine; accès santé; parcours accès spécifique santé; option santé",
    "sage femme": "maïeutique; sage femme; accès santé",
    (
        "dentiste; chirurgien dentiste; dentaire; cabinet dentaire; aide dentaire; "
        "assistante dentaire"
    ): "assistant dentaire; odontologie; prothésiste dentaire; accès santé",
    "prothèse dentaire": "prothésiste dentaire",
    "pharmacie; pharmacien; préparateur pharmacie": "préparateur pharmacie; technique pharmacie",
    "labo; laborantin; laborantine; technicien de labo; analyses médicales": (
        "laboratoire; biologie médicale; bioanalyses; analyses biologiques"
    ),
    "radiologie; radio médicale; manip radio; manipulateur radio; irm": (
        "électroradiologie médicale; imagerie médicale radiologie"
    ),
    "orthophonie": "orthophoniste",
    "ergo; ergothérapie": "ergothérapeute",
    "psychomot; psychomotricité": "psychomotricien",
    "podologue; pédicure; podologie": "pédicure podologue",
    "diététicien; nutritionniste; nutrition": "diététique nutrition",
    "lunettes; opticien; vendre des lunettes": "opticien lunetier",
    "audioprothèse; appareil auditif": "audioprothésiste",
    "brancardier; hôpital; ash; agent de service hospitalier": (
        "aide soignant; agent service médico social; services hospitaliers; "
        "accompagnement soins services à la personne"
    ),
    "secouriste; secourisme; premiers secours; sst": "secourisme; sauveteur secouriste; secours",
    "secrétaire médicale; secrétariat médical; secrétaire médico sociale": (
        "secrétaire assistant médico; secrétaire médical; secrétariat médico social; "
        "services prestations secteurs sanitaire social"
    ),
    # Enfance, aide à la personne, social
    (
        "petite enfance; bébé; bébés; crèche; nounou; nourrice; assistante maternelle; "
        "garde d'enfants; baby sitter; babysitter; atsem; s'occuper des enfants; "
        "s'occuper d'enfants; travailler avec les enfants; travailler avec des enfants; enfants; "
        "maternelle; aepe; cap aepe"
    ): (
        "accompagnant éducatif petite enfance; petite enfance; auxiliaire puériculture; "
        "éducateur jeunes enfants; assistant maternel; garde enfants"
    ),
    "eje; éducatrice de jeunes enfants": "éducateur jeunes enfants",
    (
        "aide à domicile; auxiliaire de vie; avs; aide aux personnes âgées; "
        "s'occuper des personnes âgées; personnes âgées; travailler avec les personnes âgées; "
        "ehpad; maison de retraite; gériatrie; dépendance; aide à la personne; "
        "service à la personne; services à la personne; deaes; aes; assistant de vie; advf; "
        "garde malade; aide ménagère"
    ): (
        "assistant vie familles; assistant vie dépendance; accompagnant éducatif social; "
        "accompagnement soins services personne; services aux personnes; "
        "services personnes territoires; auxiliaire vie; aide domicile; assistant de vie"
    ),
    "aesh; accompagner des élèves handicapés; handicap": (
        "accompagnant éducatif social; situation handicap; accompagnement handicap; "
        "éducateur spécialisé; moniteur éducateur"
    ),
    "aide soignante à domicile": "aide soignant; assistant de vie; accompagnant éducatif social",
    "assistante sociale; assistant social; as": "assistant service social",
    "éduc spé; éduc; éducateur spé; éducateur de rue; éducation spécialisée": (
        "éducateur spécialisé; éducation spécialisée; moniteur éducateur"
    ),
    "travail social; travailleur social; social; métiers du social; aider les gens": (
        "social; sociale; intervention sociale; carrières sociales; service social; "
        "éducateur spécialisé; travailleur social"
    ),
    "tisf; intervention familiale": "technicien intervention sociale familiale",
    "cesf; conseillère esf; conseiller en économie sociale": "économie sociale familiale",
    "conseiller en insertion; insertion professionnelle; cip": (
        "conseiller insertion professionnelle; insertion sociale professionnelle"
    ),
    (
        "animateur; animation; bafa; bafd; centre aéré; centre de loisirs; colo; colonie; "
        "périscolaire"
    ): (
        "animateur; animation; bpjeps animateur; loisirs tous publics; "
        "animation enfance personnes âgées; animation sociale socioculturelle; CPJEPS"
    ),
    # Sécurité, défense, propreté
    (
        "police; policier; policière; flic; gendarme; gendarmerie; gardien de la paix; douanier; "
        "police municipale; surveillant pénitentiaire; gardien de prison"
    ): (
        "sécurité; métiers sécurité; sécurité publique; sécurité intérieure; policier; "
        "agent sécurité; prévention sécurité"
    ),
    "pompier; sapeur pompier; ssiap; incendie; sécurité incendie": (
        "sécurité incendie; pompier; sapeur pompier; sécurité civile; incendie; "
        "agent sécurité; métiers sécurité"
    ),
    (
        "agent de sécurité; vigile; gardien; gardiennage; surveillance; aps; cqp aps; "
        "carte professionnelle sécurité; videur; sécurité"
    ): (
        "agent sécurité; prévention sécurité; agent prévention sécurité; métiers sécurité; "
        "opérationnel sécurité; sûreté sécurité; agent surveillance"
    ),
    "armée; militaire; soldat": "métiers sécurité; militaire; défense; sécurité",
    (
        "femme de ménage; ménage; employé de ménage; nettoyage; propreté; agent d'entretien; "
        "agent de nettoyage; agent de propreté; technicien de surface; homme de ménage; "
        "entretien; laveur de vitres"
    ): (
        "propreté; agent propreté hygiène; hygiène propreté stérilisation; nettoyage; "
        "employé familial; propreté hygiène"
    ),
    "tribunal; défendre les gens; loi; lois; greffier; palais de justice": (
        "droit; juridique; carrières juridiques"
    ),
    "concierge; gardien d'immeuble; gardienne d'immeuble": "gardien immeuble; gardien immeubles",
    "homme toutes mains; agent polyvalent; agent technique; factotum; bricolage": (
        "maintenance bâtiments; agent entretien bâtiment; "
        "maintenance bâtiments collectivités; agent maintenance"
    ),
    "pressing; repassage; blanchisserie; lingerie; laverie": (
        "entretien articles textiles; pressing; blanchisserie; textiles pressing; "
        "textiles blanchisserie"
    ),
    "pompes funèbres; croque mort; thanatopracteur; obsèques": (
        "funéraire; thanatopracteur; pompes funèbres"
    ),
    # Enseignement et formation
    (
        "instit; instituteur; institutrice; maîtresse; maître d'école; professeur des écoles; "
        "prof des écoles; maîtresse d'école; crpe; meef; espe; inspe"
    ): (
        "enseignement éducation formation; meef; sciences éducation; professeur écoles; "
        "enseignement premier degré; enseignement"
    ),
    "prof; professeur; enseignant; enseigner; prof de collège; prof de lycée; capes": (
        "enseignement; meef; enseignement éducation; sciences éducation; formateur; "
        "enseignement second degré"
    ),
    "formateur; formatrice; formateur pour adultes; fpa": (
        "formateur; formateur professionnel adultes"
    ),
    "moniteur auto école; auto école": (
        "enseignant conduite; enseignement conduite; sécurité routière"
    ),
}
