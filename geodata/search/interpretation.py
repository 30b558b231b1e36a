"""What was understood of a request, told in French to the person who typed it."""

from dataclasses import dataclass

_OWN_FIELD = "Le lieu se choisit dans son propre champ."


@dataclass(frozen=True)
class Interpretation:
    """What was understood of a request, to be told to the person who typed it.

    Attributes
    ----------
    request : what was typed, on one line.
    understood : the words the search was made with, corrected.
    corrected : pairs (typed, read).
    expanded : pairs (everyday words, official words they stand for).
    ignored : words that were left out, those that say nothing included.
    left_out : among them, those without which nothing would have been found.
    places : words of a place's name, which the place field is for.
    unknown_code : a ROME or RNCP code that does not exist here, or "".
    notes : sentences about what was asked: the name that a former diploma has today.
    facets : pairs (typed, term) of what a filter asks too: « voieapprentissage », « niveau5 ».
    wishes : the requests that were joined by « ou », each answered on its own.
    none_there : True when no course that answers is in that place.
    relaxed : True when no course has all the words, so that some were left out.
    described : True when no title has what is asked: what answers is taught where one does it.
    vague : True when no word says which course, so that all answer.
    broad : True when one thing is asked that may be a whole family: « mécanique », « CAP ».
    """

    request: str
    understood: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    expanded: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ignored: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    none_there: bool = False
    unknown_code: str = ""
    relaxed: bool = False
    described: bool = False
    vague: bool = False
    broad: bool = False
    notes: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    wishes: tuple[str, ...] = ()
    code_sentence: str = ""

    @property
    def sentence(self) -> str:
        """What to tell above the results, in French, or "" when the request was taken as typed."""
        if self.code_sentence:
            return self.code_sentence
        if self.vague and self.places:
            here = "aucune formation n'y est" if self.none_there else "voici ce qui y est"
            return f"{quoted(' '.join(self.places))} est lu comme un lieu : {here}."
        if self.vague:
            every = f"{quoted(self.request)} ne dit pas quelle formation : toutes sont montrées."
            return " ".join([every, *self.notes])
        parts = []
        if self.corrected and self.understood:
            parts.append(f"Résultats pour {quoted(self._searched())}.")
        if self.left_out:
            parts.append(self._without())
        parts.extend(self.notes)
        if self.places:
            named = [place for place in self.places if place not in self.left_out]
            parts.append(self._there(" ".join(named)) if named else _OWN_FIELD)
        return " ".join(parts)

    def _there(self, place: str) -> str:
        found = (
            "aucune n'y est"
            if self.none_there
            else "à titre aussi proche, les formations qui y sont viennent d'abord"
        )
        return f"{quoted(place)} est lu comme un lieu\u00a0: {found}."

    def _searched(self) -> str:
        if self.left_out:
            return " ".join(self.understood)
        text = self.request
        for typed, meant in self.corrected:
            text = text.replace(typed, meant, 1)
        return text

    def _without(self) -> str:
        words = ", ".join(quoted(word) for word in self.left_out)
        if not self.understood:
            return f"Aucune formation des sources chargées ne correspond à {quoted(self.request)}."
        were = "ont été laissés" if len(self.left_out) > 1 else "a été laissé"
        return f"Aucune formation ne réunit tous les mots : {words} {were} de côté."


def quoted(text: str) -> str:
    """The text between French quotation marks, with their narrow no-break spaces."""
    return f"«\u202f{text}\u202f»"


def unknown_code(code: str) -> str:
    """Say that a folded ROME or RNCP code is not one."""
    if code.startswith(("rncp", "rs")):
        return f"Aucune formation ne prépare à la certification {quoted(code.upper())}."
    return (
        f"Le code ROME {quoted(code.upper())} n'existe pas : "
        "un code ROME est une lettre de A à N suivie de quatre chiffres, comme K1302."
    )


def no_course(code: str, label: str, instead: str = "") -> str:
    """Say that no course leads to the métier of a ROME code; `instead`, what its words find."""
    sentence = (
        f"Aucune formation des sources chargées ne mène au métier {quoted(label)} ({code.upper()})"
    )
    if not instead:
        return f"{sentence}."
    near = f"voici celles que trouvent ses mots, {quoted(instead)}"
    return f"{sentence} d’après les codes\u202f: {near}."
