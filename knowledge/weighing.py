"""Passages weighed for a question: found by meaning, held against the places it is about."""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Embedder
from knowledge.gazetteer import Gazetteer
from knowledge.passages import Passage, keys, likenesses, weighed, whole_ids
from knowledge.purposes import is_named_in, thing_asked_for
from knowledge.questions import Question
from knowledge.recalled import Recalled
from knowledge.standing import Standing, standing
from knowledge.store import ChromaStore, Record

CANDIDATES = 24  # passages that are weighed for one question
FACES = 96  # records that are asked for, to find so many passages
# By how much a passage about no place must surpass those about wrong places to answer a question
# about a place of which nothing found speaks.
ELSEWHERE_MARGIN = 0.08
# What a passage loses when it is found by the conversation's place, which the question did not name.
PLACED_DISCOUNT = 0.05
# How near to the best a passage must come without the place before the place may help it: a place in
# a question draws up everything that is about the place.
PLACED_REACH = 0.25
# What a passage under the heading of the asker's passport gains over those under "other passports".
HOLDER_BONUS = 0.1

# Measured: a question that is answered is, without its places, at least this like some passage, whatever
# its place; who is president, how old a mayor is or what the capital is called stays below.
LEAST_MATTER = 0.3
# Measured: the passage that answers is itself at least this like the question without its places. One that is
# found by the place alone, as is every visa passage for the GDP of the country, stays below.
LEAST_OWN_MATTER = 0.245
# Measured: a passage that tells of the thing asked for, as of cots or adapters, is at least this like the
# question without its purpose; helipads for a drone and lawyers for a visa stay below.
LEAST_THING = 0.32

Weighed = list[tuple[Passage, Standing]]


def weigh(
    question: Question,
    collection: str,
    embedder: Embedder,
    store: ChromaStore,
    recalled: Recalled,
    gazetteer: Gazetteer,
) -> Weighed:
    """The passages nearest to the question with their standing, best first."""
    if not question.text.strip():
        return []
    texts = [question.text, question.placed] if question.placed else [question.text]
    vectors = list(embedder.embed(texts))
    near: dict[str, None] = {}
    for vector in vectors:
        near |= dict.fromkeys(keys(store.nearest(collection, vector, FACES), CANDIDATES))
    wholes, told = recalled.wholes_with_parts(collection, near)
    plain = _weighed_by(vectors[0], wholes, told)
    stands = standing(question, plain, gazetteer)
    if question.placed:
        placed = likenesses([*wholes.values(), *told.values()], vectors[1])
        least = max((passage.score for passage in plain), default=0.0) - PLACED_REACH
        plain = [
            _better(one, weighed(whole, told, placed))
            if stand is Standing.ABOUT and one.score >= least
            else one
            for one, whole, stand in zip(plain, wholes.values(), stands, strict=True)
        ]
    if question.places.holders:
        plain = [_for_holders(passage, question, gazetteer) for passage in plain]
    return sorted(zip(plain, stands, strict=True), key=lambda both: -both[0].score)


def _better(plain: Passage, placed: Passage) -> Passage:
    """A passage about the place with the score that counts: naming the place in the question helps it, and
    must not help those that name it in passing."""
    score = placed.score - PLACED_DISCOUNT
    return replace(placed, score=score) if score > plain.score else plain


def _for_holders(passage: Passage, question: Question, gazetteer: Gazetteer) -> Passage:
    under = gazetteer.places(passage.section).holders
    if not gazetteer.related(question.places.holders, under):
        return passage
    return replace(passage, score=min(1.0, passage.score + HOLDER_BONUS))


def has_matter(
    best: Passage,
    question: Question,
    collection: str,
    embedder: Embedder,
    store: ChromaStore,
    recalled: Recalled,
) -> bool:
    """Whether the library and the passage that fits best speak of what is asked, not only of the place."""
    if not question.bare:
        return True
    vector = embedder.embed([question.bare])[0]
    wholes, told = recalled.wholes_with_parts(collection, whole_ids(best))
    own = [one.score for one in _weighed_by(vector, wholes, told) if one.text == best.text]
    if max(own, default=0.0) < LEAST_OWN_MATTER:
        return False
    near = dict.fromkeys(keys(store.nearest(collection, vector, FACES), CANDIDATES))
    wholes, told = recalled.wholes_with_parts(collection, near)
    return any(passage.score >= LEAST_MATTER for passage in _weighed_by(vector, wholes, told))


def tells_of_thing(
    best: Passage, question: Question, collection: str, embedder: Embedder, recalled: Recalled
) -> bool:
    """Whether the best passage tells of the thing that is asked for, and not of what it is for alone.

    It does where its document names the thing, or it is like the question without its purpose.
    """
    asked, noun = thing_asked_for(question.text)
    if not noun:
        return True
    wholes, told = recalled.wholes_with_parts(collection, whole_ids(best))
    texts = (record.text for record in (*wholes.values(), *told.values()))
    if is_named_in(noun, (best.heading, *texts)):
        return True
    vector = embedder.embed([asked])[0]
    return any(one.score >= LEAST_THING for one in _weighed_by(vector, wholes, told) if one.text == best.text)


def _weighed_by(
    vector: NDArray[np.float32], wholes: Mapping[str, Record], told: Mapping[str, Record]
) -> list[Passage]:
    likeness = likenesses([*wholes.values(), *told.values()], vector)
    return [weighed(whole, told, likeness) for whole in wholes.values()]


def is_supported(best: Passage, weighed_ones: Weighed) -> bool:
    """Whether the best fitting passage answers, when nothing found speaks of the place asked about.

    If a passage about some other place is more like the question, then the question is one whose
    answer differs from place to place, and a general passage does not answer it. What authors' questions
    lift is left out for the general passage: they name no place, and would let it answer for any.
    """
    if any(stand.knows for _, stand in weighed_ones):
        return True
    wrong = max((p.score for p, s in weighed_ones if s is Standing.ELSEWHERE), default=-math.inf)
    return best.score - best.lifted >= wrong + ELSEWHERE_MARGIN
