"""How well the library finds and abstains, beside BM25 (`python -m tests.bench.library`)."""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rank_bm25 import BM25Okapi

from knowledge.chunks import cut
from knowledge.folding import words
from knowledge.library import Library, open_library
from knowledge.sample import COLLECTION, documents
from tests.knowledge.asked import Case, fresh, fresh_off_topic, held_out, of_places, off_topic, questions

ABSTAIN_SHARE = 0.95
Ranked = Callable[[str], list[tuple[str, float]]]


@dataclass(frozen=True)
class Figures:
    """What one way of searching reached on one set of questions, as shares."""

    hit_1: float
    hit_3: float
    answered: float = 0.0
    right: float = 0.0
    abstained: float = 0.0


def once_each(ranked: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """The best place of each document, best first."""
    best: dict[str, float] = {}
    for document, score in ranked:
        best.setdefault(document, score)
    return list(best.items())


def by_words() -> Ranked:
    """BM25 over the passages with their titles, headings and authors' questions, the usual yardstick."""
    owners, texts = [], []
    for document in documents():
        for chunk in cut(document).chunks:
            owners.append(document.id)
            asked = " ".join(chunk.asked)
            texts.append(words(f"{document.title} {chunk.section} {asked} {chunk.text}"))
    index = BM25Okapi(texts)

    def ranked(text: str) -> list[tuple[str, float]]:
        scores = index.get_scores(words(text))
        order = sorted(range(len(owners)), key=lambda row: -scores[row])
        return once_each([(owners[row], float(scores[row])) for row in order])

    return ranked


def by_meaning(library: Library) -> Ranked:
    """The library's own search."""

    def ranked(text: str) -> list[tuple[str, float]]:
        found = library.search(text, COLLECTION, 24)
        return once_each([(passage.document, passage.score) for passage in found])

    return ranked


def hits(ranked: Ranked, cases: Sequence[Case]) -> tuple[float, float]:
    """hit@1 and hit@3."""
    places = []
    for case in cases:
        order = [document for document, _ in ranked(case.text)]
        places.append(min((order.index(d) for d in case.documents if d in order), default=99))
    return sum(p < 1 for p in places) / len(places), sum(p < 3 for p in places) / len(places)


def bm25_figures(cases: Sequence[Case], foreign_topics: Sequence[Case]) -> Figures:
    """BM25 with the threshold that makes it abstain on 95 % of the off-topic questions."""
    ranked = by_words()
    noise = sorted(ranked(case.text)[0][1] for case in foreign_topics)
    threshold = noise[min(len(noise) - 1, int(len(noise) * ABSTAIN_SHARE))]
    answers = [(case, ranked(case.text)[0]) for case in cases]
    kept = [(case, best) for case, best in answers if best[1] > threshold]
    right = sum(best[0] in case.documents for case, best in kept)
    one, three = hits(ranked, cases)
    silent = sum(score <= threshold for score in noise) / len(noise)
    return Figures(one, three, len(kept) / len(cases), right / max(1, len(kept)), silent)


def library_figures(library: Library, cases: Sequence[Case], foreign_topics: Sequence[Case]) -> Figures:
    """The library as the desk uses it, with its own threshold."""
    answers = [(case, library.ask(case.text, COLLECTION)) for case in cases]
    kept = [(case, answer) for case, answer in answers if not answer.abstained]
    right = sum(answer.sources[0].document in case.documents for case, answer in kept)
    silent = sum(library.ask(case.text, COLLECTION).abstained for case in foreign_topics)
    one, three = hits(by_meaning(library), cases)
    return Figures(
        one, three, len(kept) / len(cases), right / max(1, len(kept)), silent / max(1, len(foreign_topics))
    )


def latency(library: Library, cases: Sequence[Case]) -> tuple[float, float, float]:
    """p50 and p99 of `ask` in milliseconds of wall time, and its processor time in milliseconds."""
    times = []
    began = time.process_time()
    for case in cases:
        start = time.perf_counter()
        library.ask(case.text, COLLECTION)
        times.append((time.perf_counter() - start) * 1000)
    used = (time.process_time() - began) * 1000 / len(cases)
    return statistics.median(times), statistics.quantiles(times, n=100)[98], used


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true", help="name the questions that went wrong")
    options.add_argument("--home", type=Path, help="where the model is kept between runs")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = chosen.home or Path(scratch)
        library = open_library(home)
        start = time.perf_counter()
        passages = library.rebuild(documents(), COLLECTION)
        print(f"{len(documents())} documents, {passages} passages in {time.perf_counter() - start:.1f} s")
        cases, noise = questions(), off_topic()
        english = [case for case in cases if case.language == "en"]
        print(f"{'':26}{'asked':>6}{'hit@1':>7}{'hit@3':>7}{'answered':>10}{'right':>7}{'abstains':>10}")
        rows: list[tuple[str, int, Figures]] = []
        english_noise = [case for case in noise if case.language == "en"]
        rows.append(("BM25, English", len(english), bm25_figures(english, english_noise)))
        rows.append(("library, English", len(english), library_figures(library, english, english_noise)))
        for code in sorted({case.language for case in cases} - {"en"}):
            some = [case for case in cases if case.language == code]
            others = [case for case in noise if case.language == code]
            rows.append((f"library, {code}", len(some), library_figures(library, some, others)))
        foreign = [case for case in cases if case.language != "en"]
        rest = [case for case in noise if case.language != "en"]
        rows.append(("BM25, other languages", len(foreign), Figures(*hits(by_words(), foreign))))
        rows.append(("library, other languages", len(foreign), library_figures(library, foreign, rest)))
        unseen = held_out()
        for told, some, others in (
            ("held out, English", [c for c in unseen if c.language == "en"], english_noise),
            ("held out, others", [c for c in unseen if c.language != "en"], rest),
            ("fresh, English", [c for c in fresh() if c.language == "en"], fresh_off_topic()),
            ("fresh, others", [c for c in fresh() if c.language != "en"], rest),
        ):
            rows.append((f"BM25, {told}", len(some), bm25_figures(some, others)))
            rows.append((f"library, {told}", len(some), library_figures(library, some, others)))
        for name, count, f in rows:
            shares = f"{f.answered:10.2f}{f.right:7.2f}{f.abstained:10.2f}" if f.answered else ""
            print(f"{name:26}{count:6}{f.hit_1:7.2f}{f.hit_3:7.2f}{shares}")
        for told, about in (("", of_places()), (", kept aside", of_places(aside=True))):
            silent = sum(library.ask(case.text, COLLECTION).abstained for case in about) / len(about)
            print(f"{f'other matters of places{told}':36}{len(about):6} asked, abstains {silent:.2f}")
        middle, slow, used = latency(library, english)
        print(f"ask: p50 {middle:.1f} ms, p99 {slow:.1f} ms, {used:.1f} ms of processor a question")
        if chosen.misses:
            name_misses(library, cases, noise)
        library.close()


def name_misses(library: Library, cases: Sequence[Case], noise: Sequence[Case]) -> None:
    """Print what was answered wrongly, not answered, and answered without being asked."""
    for case in [*cases, *noise]:
        answer = library.ask(case.text, COLLECTION)
        got = answer.sources[0] if answer.sources else None
        if (got is None and case.documents) or (got is not None and got.document not in case.documents):
            best = library.search(case.text, COLLECTION, 1)
            score = f"{best[0].score:.2f} {best[0].document}" if best else "nothing"
            print(f"{'answered' if got else 'silent  '} {score:34} for {case.documents} | {case.text}")


if __name__ == "__main__":
    main()
