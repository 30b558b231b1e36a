"""Which courses answer what is typed: establishments by their name, else courses by their words."""

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.finding.nomenclature_codes import courses_of_code
from geodata.finding.spoken_place import SpokenPlace, spoken_place
from geodata.finding.towns_by_sound import with_towns
from geodata.folding import fold
from geodata.search.constraints import Constraint, constraints_of
from geodata.search.establishments import Establishments, Named
from geodata.search.interpretation import Interpretation, quoted
from geodata.search.lexicon.words import shown_words
from geodata.search.ranking import STARTS

_LEADS = 10.0
"""Above any score of a text: who names an establishment wants its courses."""

_LAST = 8
"""Texts whose answers are remembered at least: a search asks for its own in several places."""

_WEIGHT = 20_000_000
"""Bytes of the answers that are remembered beyond these: many people type the same words."""

_BYTES = 6
"""Bytes of an answer, a course."""

_SHOWN = 3

_THERE = np.float32(0.75)
"""What being in the place that is named adds: less than a tier (`geodata.search.ranking`)."""

_NEAR = np.float32(0.25)
"""What being near it adds at most: what has no equal there is first where it is nearest."""

_FAMILY = np.float32(1)
"""How much less relevant than the best a course of the same family is: less than a tier."""


@dataclass(frozen=True)
class Answered:
    """How well each course answers a text, float32 (n_offers,), and how the text was understood.

    `names` are those of the establishments that it names, `sites` the rows of their sites;
    `constraints` are the words that a filter says better, which were not looked for; `unmet` are
    those that no course of the establishments has; `weak` tells whether places may be named too;
    `family` are the courses that take turns, bool (n_offers,), None when the best are first.
    """

    relevance: np.ndarray
    told: Interpretation
    names: tuple[str, ...] = field(default=())
    sites: tuple[int, ...] = field(default=())
    constraints: tuple[Constraint, ...] = field(default=())
    unmet: str = ""
    weak: bool = False
    family: NDArray[np.bool_] | None = None

    @property
    def everywhere(self) -> str:
        """What to say where the place that words name changes nothing: what covers a region."""
        if not self.told.places or self.told.vague:
            return self.sentence
        mere = replace(self, told=replace(self.told, places=()))
        names = quoted(" ".join(self.told.places))
        said = f"{names} est lu comme un lieu\u00a0: la réponse vaut pour toute la région."
        return " ".join(filter(None, [mere.sentence, said]))

    @property
    def sentence(self) -> str:
        """What to say above the list, "" when there is nothing to say."""
        if not self.names:
            notes = dict.fromkeys(one.note for one in self.constraints if one.note)
            return " ".join(filter(None, [self.told.sentence, *notes]))
        shown = ", ".join(quoted(name) for name in self.names[:_SHOWN])
        more = len(self.names) - _SHOWN
        rest = f" et {more} autre{'s' if more > 1 else ''}" if more > 0 else ""
        unmet = (
            f" Rien n’y répond à {quoted(self.unmet)}\u202f: tout est montré." if self.unmet else ""
        )
        return f"Établissement reconnu\u202f: {shown}{rest}.{unmet}"


def answer_words(atlas: Atlas, text: str) -> Answered:
    """Return the courses that answer a text.

    The courses of the establishments it names lead; of these, those that its other words find.
    Of a text that names a place, the other words are looked for, and courses there come first.
    The last texts are remembered, as many as their weight lets.
    """
    most = max(_LAST, _WEIGHT // (_BYTES * len(atlas.offers) + 1_000))
    return atlas.remembered("words", text, lambda: _as_asked(atlas, _answered(atlas, text)), most)


def _as_asked(atlas: Atlas, answered: Answered) -> Answered:
    """Put first what is followed at a distance, where the text asks for it."""
    asked = any((c.parameter, c.value) == ("modality", "distance") for c in answered.constraints)
    if not asked:
        return answered
    first = (answered.relevance > 0) & atlas.columns.is_distance
    return replace(answered, relevance=(answered.relevance + first).astype(np.float32))


def _answered(atlas: Atlas, text: str) -> Answered:
    text = with_towns(atlas, text)
    if coded := courses_of_code(atlas, text):
        having, sentence = coded
        told = Interpretation(text, understood=(text,), code_sentence=sentence)
        return Answered(having.astype(np.float32), told)
    whole = _answer_whole(atlas, text)
    rest, constraints = constraints_of(text)
    place = spoken_place(atlas, rest)
    if place is None:
        return _described(atlas, whole, rest, None)
    if whole.names and not whole.weak:
        return _only_there(atlas, whole, place)
    there = _answer_there(atlas, whole, rest, place, constraints)
    return _described(atlas, there, place.rest, place)


def _described(atlas: Atlas, answered: Answered, text: str, place: SpokenPlace | None) -> Answered:
    """Return what is taught where one does what a text says, when no title has it.

    Parameters
    ----------
    answered : what answers otherwise, which stays when titles have it or an establishment is named
    text : what is asked, without the place
    """
    told = answered.told
    if answered.names or told.vague:
        return answered
    by_trade = atlas.text.explain(text)
    if not by_trade.described:
        return answered
    relevance = atlas.text.search(text)[atlas.document_of_offer]
    met = relevance > 0
    if place is None:
        return replace(answered, told=by_trade, relevance=relevance, family=met)
    nearer = np.where(place.there, _THERE, _NEAR * place.near)
    none = not (place.there & met).any()
    by_trade = replace(by_trade, request=told.request, places=(place.typed,), none_there=none)
    relevance = np.where(met, relevance + nearer, 0).astype(np.float32)
    family = met & place.there if (met & place.there).any() else met
    return replace(answered, told=by_trade, relevance=relevance, family=family)


def _only_there(atlas: Atlas, named: Answered, place: SpokenPlace) -> Answered:
    """Return what answers in a place of several establishments: « CFPPA de l'Oise ».

    All of them answer where the place is a part of what they are called, or none of them is in it.
    """
    there = place.there & (named.relevance > 0)
    words = set(fold(place.typed).split())
    own = any(words.issubset(fold(name).split()) for name in named.names)
    if own or not there.any() or place.typed in _establishments(atlas)[0].called:
        return named
    relevance = np.where(there, named.relevance, 0).astype(np.float32)
    sites = np.unique(atlas.columns.site[there])
    kept = tuple(sites[sites >= 0].tolist())
    shown = {*atlas.sites["name"].iloc[list(kept)], *atlas.offers["provider"][there]}
    names = tuple(name for name in named.names if name in shown)
    return replace(named, relevance=relevance, sites=kept, names=names or named.names)


def _answer_there(
    atlas: Atlas,
    whole: Answered,
    text: str,
    place: SpokenPlace,
    constraints: tuple[Constraint, ...],
) -> Answered:
    """Return what answers a text that names a place, given what answers it as mere words."""
    apart = _answer_whole(atlas, place.rest, by_name=False) if place.rest else None
    if apart is None or apart.told.vague:
        # « Genech », « formation à Lens »: all that is there.
        relevance = place.there.astype(np.float32) if place.there.any() else whole.relevance
        none = not relevance.any()
        told = Interpretation(text, places=(place.typed,), vague=True, none_there=none)
        return Answered(relevance, told, constraints=constraints, family=relevance > 0)
    same = np.array_equal(apart.relevance, whole.relevance)
    surely = whole.relevance.max(initial=0) >= STARTS and not whole.told.relaxed
    if (surely and not same) or (whole.names and apart.told.relaxed):
        return whole
    if not (apart.relevance.any() or whole.names):
        # « Wallon Valenciennes »: words of no course may be a school's, in its town.
        named = _establishments(atlas)[0].in_town(text)
        if named is not None:
            return _answer_named(atlas, named, apart.told, constraints)
    met = apart.relevance > 0
    nearer = np.where(place.there, _THERE, _NEAR * place.near)
    relevance = np.where(met, apart.relevance + nearer, 0)
    none = not (place.there & met).any()
    told = replace(apart.told, request=text, places=(place.typed,), none_there=none)
    family = apart.family
    if family is not None and (family & place.there).any():
        family = family & place.there
    return Answered(relevance.astype(np.float32), told, constraints=constraints, family=family)


def _answer_whole(atlas: Atlas, text: str, by_name: bool = True) -> Answered:
    """Return the courses that answer a text whose words are all looked for.

    `by_name` tells whether they may be the name of an establishment.
    """
    found, _ = _establishments(atlas)
    asked = text
    text, constraints = constraints_of(text)
    if constraints and not text:
        told = Interpretation(asked, vague=True)
        every = np.ones(len(atlas.offers), np.float32)
        return Answered(every, told, constraints=constraints, family=~atlas.columns.around)
    named = found.named(text)
    told = atlas.text.explain(text, described=False)
    scores = atlas.text.search(text, described=False)[atlas.document_of_offer]
    alike = None
    if told.vague:
        alike = ~atlas.columns.around
    elif told.broad:
        alike = scores > scores.max(initial=0) - _FAMILY
    # « lycée Naveau » is no misspelt « niveau », which asks for nothing.
    surely = told.vague and named is not None and not named.weak
    answered = scores.any() and not (told.relaxed or told.corrected or surely)
    if not answered:
        typed = [word for word, _ in told.corrected]
        typed += [shown for word, shown in shown_words(text) if atlas.text.is_spelled(word)]
        read = text
        for word, meant in told.corrected:
            read = read.replace(word, meant, 1)  # « univercité de Picardie »
        named = found.named(found.mended(text, typed)) or found.named(read) or named
    coded = bool(told.code_sentence and (told.understood or told.unknown_code))
    if named is None or not by_name or coded or (answered and not named.whole):
        return Answered(scores, told, constraints=constraints, family=alike)
    answer = _answer_named(atlas, named, told, constraints)
    if answer.unmet and not named.whole and scores.any():
        # « Baie de Somme cuisine »: a word of a name is too little to hide what else is asked.
        return Answered(scores, told, constraints=constraints)
    return answer


def _answer_named(
    atlas: Atlas, named: Named, told: Interpretation, constraints: tuple[Constraint, ...]
) -> Answered:
    """Return the courses of named establishments: those that the other words find, else all."""
    _, rows = _establishments(atlas)
    there = np.isin(rows, named.rows).any(axis=1)
    relevance = atlas.text.search(named.rest, described=False)[atlas.document_of_offer] * there
    unmet = "" if relevance.any() else named.rest
    if unmet or not named.rest:
        relevance = there.astype(np.float32)
    led = np.where(relevance > 0, relevance + np.float32(_LEADS), 0).astype(np.float32)
    sites = np.unique(atlas.columns.site[there])
    sites = sites[sites >= 0]
    names = tuple(sites.tolist())
    return Answered(led, told, named.names, names, constraints, unmet, named.weak)


def wishes_of(atlas: Atlas, text: str) -> dict[str, np.ndarray]:
    """Return which courses answer each wish of a text that has several, bool (n_offers,)."""
    answered = answer_words(atlas, text)
    if answered.names:
        return {}
    scores = {wish: atlas.text.search(wish) for wish in answered.told.wishes}
    return {wish: (of > 0)[atlas.document_of_offer] for wish, of in scores.items()}


def suggest_establishments(atlas: Atlas, text: str, limit: int = 3) -> list[str]:
    """Return the names of establishments that what is typed may be the beginning of."""
    return _establishments(atlas)[0].suggest(text, limit)


def _establishments(atlas: Atlas) -> tuple[Establishments, np.ndarray]:
    """Return the establishments, and the two rows of each course, int (n_offers, 2), -1 for none.

    A course has the name of its site and that of who teaches it.
    """
    return atlas.cached("establishments", lambda: _make(atlas))


def _make(atlas: Atlas) -> tuple[Establishments, np.ndarray]:
    site = atlas.columns.site
    names = np.append(atlas.sites["name"].to_numpy(dtype=object), "")[site]
    communes = np.append(atlas.sites["commune"].to_numpy(dtype=object), "")[site]
    towns = atlas.commune_names.reindex(communes).fillna("").to_numpy(dtype=object)
    both = pd.concat(
        [
            pd.DataFrame({"name": names, "town": towns}),
            pd.DataFrame({"name": atlas.offers["provider"].to_numpy(), "town": towns}),
        ]
    ).reset_index(drop=True)
    groups = both.groupby(["name", "town"], sort=True)
    sizes = groups.size()
    keys: list[tuple[str, str]] = sizes.index.to_list()
    counts = sizes.tolist()
    rows = groups.ngroup().to_numpy().reshape(2, -1).T
    unnamed = [position for position, (name, _) in enumerate(keys) if not name]
    made = Establishments(
        [name for name, _ in keys],
        [town for _, town in keys],
        counts,
        atlas.text.knows,
        atlas.text.is_town,
        atlas.everyday,
    )
    return made, np.where(np.isin(rows, unnamed), -1, rows)
