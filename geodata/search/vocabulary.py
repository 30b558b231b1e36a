"""The words that a search knows: those of courses and métiers, of everyday requests, of towns."""

from collections import Counter
from collections.abc import Collection, Sequence

from geodata.search.documents import Document
from geodata.search.lexicon.diplomas import KINDS
from geodata.search.lexicon.everyday import Everyday
from geodata.search.lexicon.spelling import Vocabulary
from geodata.search.lexicon.words import FUNCTION_WORDS, shown_words, split
from geodata.search.ranking import Ranker


def vocabulary_of(
    documents: Sequence[Document],
    ranker: Ranker,
    everyday: Everyday,
    names: Collection[str],
    spelled: Collection[str],
) -> Vocabulary:
    """Return the words of courses, as they are written.

    Parameters
    ----------
    ranker : the terms of the documents, with the métiers that they lead to
    names : folded words of the names of places
    spelled : folded words of names of métiers that no course may have
    """
    texts = [
        *(f"{d.title} {d.certification} {d.words}" for d in documents),
        *(label for _, label in ranker.metiers),
    ]
    letters = [
        one
        for of_title in ranker.abbreviations.values()
        for one in of_title
        if one[:-2] not in KINDS  # « btsol » is no word: « BTS OL » is
    ]
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    capitals, others = set[str](), set[str]()
    wordings = frozenset(everyday.wordings)
    for text, words in (
        *((text, dict(shown_words(text))) for text in texts),
        *everyday.shown_wordings,
        *((text, dict(shown_words(text))) for text in letters),
    ):
        if text in wordings and len(words) > 1:
            # « Renault Douai » does not make a word of courses of a town.
            words = {word: shown for word, shown in words.items() if word not in names}
        counts.update(words.keys() - FUNCTION_WORDS)
        for word, shown in words.items():
            (capitals if shown.isupper() and not text.isupper() else others).add(word)
            # A title without accents teaches nothing of how a word is written.
            if not shown.isascii() or word not in written:
                written[word] = shown.lower()
    former = {word for text in everyday.former for word in split(text)}
    well_written = {*spelled, *everyday.doing.words, *former}
    return Vocabulary(counts, written, names, capitals - others, well_written)
