"""What a request describes: the trades that have its words, where titles have fewer of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from geodata.search.interpretation import Interpretation
from geodata.search.lexicon.lesser_words import LesserWords
from geodata.search.lexicon.trades import Near, Trades
from geodata.search.lexicon.words import FUNCTION_WORDS, shown_words, stem, terms
from geodata.search.ranking import EXACT, METIER, TITLE, Ranker
from geodata.search.reading import Clause, Reading, yielding

_NEAREST = 4
_POOR = METIER - 0.5  # words met here and there, in no title and in no name of a métier
_WHOLE = 0.95  # of what a request tells, for a trade to have all of it
_HALF = 0.5  # of it, at least, for a trade to answer
_SOME = 0.4  # of it in titles, which is as good an answer as a trade that has not all
_MORE = 0.2  # of it, that a trade has and titles have not

_APPROACHING = "Voici des formations où l'on apprend ce qui s'en approche."
_IN_NO_TITLE = (
    "Aucune formation des sources chargées n'a ces mots dans son titre : voici celles où l'on "
    "apprend ce qui s'en approche."
)

Answer = tuple[np.ndarray, Interpretation]


class Describer:
    """Answers what no title has by what is done in trades.

    Parameters
    ----------
    trades : the trades
    ranker : the documents, which wordings of titles lead to
    lesser : words that say less of what is asked than the others
    """

    def __init__(self, trades: Trades, ranker: Ranker, lesser: LesserWords) -> None:
        self._trades, self._ranker, self._lesser = trades, ranker, lesser

    def answer(self, reading: Reading, scores: np.ndarray, told: Interpretation) -> Answer | None:
        """Return what leads to the trades that have a request; None where titles have as much.

        Parameters
        ----------
        scores, told : what titles and names of métiers answer
        """
        best = scores.max(initial=0)
        if best >= EXACT or (best >= _POOR and not told.left_out):
            return None
        contents = [c for c in reading.clauses if not c.is_wider]
        kept = [c for c in contents if c.text not in told.left_out] if best >= _POOR else []
        if any(c.is_selling for c in kept):
            return None  # selling is learnt the same, whatever is sold
        asked, near = self._nearest(contents, reading)
        if not near or self._is_told(asked, near[0], kept, best >= TITLE):
            return None
        leading = self._leading(near, [c for c in reading.clauses if c.is_wider])
        if not leading.any():
            return None
        if not told.left_out:
            leading = np.maximum(leading, np.where(scores > 0, _POOR, 0))
        return leading.astype(np.float32), _as_described(told, asked, near[0])

    def _nearest(
        self, contents: Sequence[Clause], reading: Reading
    ) -> tuple[Mapping[str, str], list[Near]]:
        """Return the words that say what is asked, by their stems, and the trades near to them.

        A role is one of them where a trade has them all: « garde du corps ».
        """
        meant = [c for c in contents if not (c.is_manner or c.is_action)] or contents
        telling = [c for c in meant if c not in yielding(contents)] or meant
        unknown = [text for text in reading.unknown if text not in reading.places]
        if meant:
            manners = self._lesser.manners
            unknown = [text for text in unknown if not manners.issuperset(terms(text))]
        asked: Mapping[str, str] = {}
        near: list[Near] = []
        for clauses in (meant, telling):
            asked = self._roots([*(c.text for c in clauses), *unknown])
            near = self._with_titles(asked)
            if near and near[0].share >= _WHOLE:
                break
        return asked, near

    def _with_titles(self, asked: Mapping[str, str]) -> list[Near]:
        """Return the trades near to words, but those whose titles have them all: none is loaded.

        A trade has one of the things that are asked, not only what is done to them.
        """
        return [
            one
            for one in self._trades.nearest(asked, asked.keys() - self._lesser.actions)
            if not any(asked.keys() <= set(terms(official)) for official in one.trade.official)
        ][:_NEAREST]

    def _is_told(
        self, asked: Mapping[str, str], near: Near, kept: Sequence[Clause], titled: bool
    ) -> bool:
        """Tell whether titles have as much of a request as a trade has.

        `titled`, titles have the very words that are kept. Where they have none of the things
        asked, what is done to them counts for nothing.
        """
        words = self._roots(c.text for c in kept if not (c.is_role or c.is_manner or c.is_action))
        had = self._trades.share(asked.keys() & words, asked)
        if words and titled and asked.keys() - words <= self._lesser.roles:
            return True  # « agent de laboratoire »: titles have the thing, the role is no more
        things = asked.keys() - self._lesser.actions
        share = (
            near.share if had or not things else self._trades.share(near.having & things, things)
        )
        least = max(_HALF, had + _MORE if kept else 0)
        return share < least or (share < _WHOLE and had > _SOME)

    def _leading(self, near: Sequence[Near], wider: Sequence[Clause]) -> np.ndarray:
        """Score what leads to trades, of the diplomas and levels asked where there are any."""
        leading = self._ranker.leading([one.trade.official for one in near])
        narrowed = np.where(self._ranker.score(wider) > 0, leading, 0) if wider else leading
        return narrowed if narrowed.any() else leading

    def _roots(self, texts: Iterable[str]) -> dict[str, str]:
        """Return the words of texts that say what is asked, by their stems."""
        words = (pair for text in texts for pair in shown_words(text))
        roots = {stem(word): shown for word, shown in words if word not in FUNCTION_WORDS}
        return {root: shown for root, shown in roots.items() if root not in self._lesser.soft}


def _as_described(told: Interpretation, asked: Mapping[str, str], near: Near) -> Interpretation:
    without = tuple(word for root, word in asked.items() if root not in near.having)
    return replace(
        told,
        understood=tuple(word for root, word in asked.items() if root in near.having),
        left_out=without,
        relaxed=bool(without),
        described=True,
        code_sentence="",
        notes=(*told.notes, _APPROACHING if without else _IN_NO_TITLE),
    )
