"""Giving back their accents to words that a producer wrote without."""

import re
from collections.abc import Iterable

from geodata.folding import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
_LOST_APOSTROPHE = re.compile(r"\b([dlDL]) (?=[aeiouyhàâéèêîôAEIOUYHÀÂÉÈÊÎÔ]\w)")
_SHARE = 0.15

# Words of titles and of establishments' names, of which the accents are sure: capitals lose theirs
# in official vocabularies too (« Educateur »).
COMMON = """
    lycée université école collège supérieur supérieure supérieurs supérieures académie privé
    privée régional régionale général générale généraux générales agréé fédération métropole
    polytechnique étrangères étrangère littératures médiévales appliquées appliqués sociétés
    préparatoire préparation spécialité spécialités première deuxième année théologie métiers
    activités santé société économie économique études énergie éducation état bâtiment accès
    matériaux réalisateur réalisation création créations développement mathématiques géographie
    histoire évènement européen européenne réseaux systèmes sécurité qualité numériques hygiène
    élevage végétal équipements éducateur sérieux série séries bachelière bacheliers généraliste
    intégré embarqués Hélène Thérèse Sébastien Frédéric Frédérique Éric André René Gérard Édouard
    Émile Étienne Gaëtan Valéry Béthune Lumière Mézières Créteil Panthéon aménagée aménagés
    amérique américain américaine antiquité arménien associées athlétisme berbère biomédicales
    cinématographiques comparée coréen coréennes créateur créativité débutant débutants décor
    détection diplôme diplômes ébénisterie échanges échelle écrit écriture écritures édition
    éditions éditorial éditoriale électronique entièrement éphémères étranger européennes
    européens évènements établissement expériences expérimentales féminines filière filières
    financières géographique géographiques géomaticien géopolitique géorgien géosciences hébreu
    hôpital humanités identité identités identifiés imprimée imprimées indonésien intégrée
    interculturalité intérieur intérieure intérieurs kiné kinésithérapie littéraire littéraires
    littérature macédonien maîtrise mathématique médecine médical médicale médiatisation médias
    métier mètre métropolitains minérale mobilités modèle modèles monténégrin motricité
    musicothérapie népali norvégien numérique océan outillée œnologie pâtisserie pérennes pédicure
    prépa procédure récits référentiel réhabilitation renforcée renforcées réservée réservées
    réservé rhétorique scénario scènes scénique scénographie scénographies secrétariat singulières
    spécialisée spécialisés suédois tchèque théâtre théâtrale théâtrales tibétain vélos
    aciérie aérostructure automatisée automatisées esthétiques hôtelière laitières maréchalerie
    ménagers métallographie modélisme mosaïque papetières parachèvement pâtes pépinière plâtrerie
    plâtres préfabriqués représentation revêtement revêtements sérigraphe unités
"""


_MISTAKEN = {
    "flandré": "flandre", "forèt": "forêt", "chènes": "chênes", "landrécies": "landrecies",
}  # fmt: skip
"""Accents that registers of schools add wrongly, as they add them to all their capitals."""


def without_mistakes(text: str) -> str:
    """Return a text without the accents that registers add wrongly (« ÎLE DE FLANDRÉ »)."""
    return _WORD.sub(lambda match: _corrected(match[0]), text)


def _corrected(word: str) -> str:
    right = _MISTAKEN.get(word.lower())
    return word if right is None else _in_case(right, word)


def _in_case(form: str, word: str) -> str:
    """Return a form of a word with the capitals of the word, letter by letter."""
    return "".join(
        given.upper() if letter.isupper() else given
        for letter, given in zip(word, form, strict=True)
    )


class Accents:
    """The accented form of words, from texts that have them.

    A word is restored only when the texts always write it the same way: « marche » and « marché »
    leave both untouched. The words of `COMMON` are sure whatever the texts.

    Parameters
    ----------
    texts : texts with their accents, such as official titles
    """

    def __init__(self, texts: Iterable[str]) -> None:
        forms: dict[str, set[str]] = {}
        for word in {word for text in texts for word in _WORD.findall(text.lower())}:
            forms.setdefault(fold(word), set()).add(_corrected(word))
        for word in _WORD.findall(COMMON.lower()):
            forms[fold(word)] = {word}
        self._forms = {key: next(iter(found)) for key, found in forms.items() if len(found) == 1}

    def restore(self, text: str) -> str:
        """Return the text with its accents and its lost apostrophes (« d ingenieur »)."""
        return _LOST_APOSTROPHE.sub(r"\1'", _WORD.sub(lambda match: self._word(match[0]), text))

    def _word(self, word: str) -> str:
        if not word.isascii():
            return _corrected(word)
        form = self._forms.get(word.lower(), word)
        if len(form) != len(word):  # « œuvre »: the letters do not match one to one
            return form.capitalize() if word[0].isupper() else form
        return _in_case(form, word)


def lost_accents(texts: Iterable[str]) -> bool:
    """Tell whether texts in French were stripped of their accents.

    About one title in two has an é in it; fewer than one in seven over a file is a loss.
    """
    texts = [text for text in texts if text]
    return sum("é" in text.lower() for text in texts) < _SHARE * len(texts)
