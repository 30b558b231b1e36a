"""How long text search takes on 1,500 documents: `python -m tests.bench.bench_text`."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from geodata.search.index import TextIndex
from loaders.embedding.base import read_base
from loaders.project_data.everyday import read_everyday
from tests.samples.text_corpus import index, requests

DOCUMENTS = 1_500


def milliseconds(call: Callable[[str], object], texts: Sequence[str]) -> np.ndarray:
    """Duration of `call` on each text, shape (n_texts,)."""
    durations = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        durations.append(time.perf_counter() - start)
    return 1_000 * np.array(durations)


def report(what: str, durations: np.ndarray) -> None:
    """Print the median, the 95th centile and the worst of durations in milliseconds."""
    median, high, worst = np.percentile(durations, [50, 95, 100])
    print(f"{what:<22} median {median:6.2f} ms   95 % {high:6.2f} ms   worst {worst:6.2f} ms")


def main() -> None:
    """Build an index of 1,500 documents and time it."""
    base = read_base()
    labels = dict(zip(base.romes["rome"], base.romes["label"], strict=True))
    known = index().documents
    more = [replace(d, title=f"{d.title} parcours {d.title.split()[-1]}") for d in known]
    documents = [*known, *more][:DOCUMENTS]
    start = time.perf_counter()
    built = TextIndex(documents, labels, base.communes["name"], read_everyday())
    print(f"{len(documents)} documents indexed in {time.perf_counter() - start:.2f} s")
    typed = [row["request"] for row in requests()]
    report("search", milliseconds(built.search, typed))
    report("search, misspelt", milliseconds(built.search, [f"{text}x" for text in typed]))
    prefixes = [text[:length] for text in typed for length in (1, 2, 4, 7)]
    report("suggest, as typed", milliseconds(built.suggest, list(dict.fromkeys(prefixes))))
    report("search, 10,000 signs", milliseconds(built.search, ["plombiier xyzt droit " * 500]))


if __name__ == "__main__":
    main()
