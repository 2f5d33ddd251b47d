"""However an error is written, it does not leave; and what the library says leaves in every language."""

import pytest

from agents.gate import Evidence, check
from agents.gate.claims import claims
from agents.telling.proof import library_evidence
from agents.wording.folding import folded
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from knowledge import sample as sample_library
from knowledge.chunks import cut
from knowledge.library import Answer
from knowledge.passages import Passage
from tests.agents.desk import sample
from tests.agents.gate_disguises import DISGUISED
from tests.agents.gate_forgeries import forgeries
from tests.agents.test_gate import LEXICON, TRIP


@pytest.mark.parametrize("disguise", DISGUISED)
def test_an_error_in_disguise_does_not_leave(disguise: str) -> None:
    left = [
        (language, text)
        for language, texts in DISGUISED[disguise].items()
        for text in texts
        if check(text, TRIP, language, LEXICON).passes
    ]
    assert left == []


def test_the_hand_written_disguises_are_many() -> None:
    assert sum(len(texts) for kinds in DISGUISED.values() for texts in kinds.values()) >= 300


# Around each forgery stands what the desk might honestly write.
CARRIERS = ("{}", "Day by day, with map and times: {{trip_link}} ({})", "• Ubud: 3 nights, {}.")


@pytest.mark.parametrize("carrier", CARRIERS)
def test_of_forgeries_made_by_chance_none_leaves(carrier: str) -> None:
    lexicon = frozenset(folded(p.name) for c in sample().catalogues for p in c.places)
    known = frozenset(word for name in TRIP.names for word in name.split())
    assert check(carrier.format("Ubud"), TRIP, "en", lexicon).passes
    planted, left = 0, []
    for kind, language, words in forgeries(CARRIERS.index(carrier), known):
        planted += 1
        if check(carrier.format(words), TRIP, language, lexicon).passes:
            left.append((kind, language, words))
    assert left == []
    assert planted >= 600


def test_every_passage_of_the_sample_library_may_be_told_in_every_language() -> None:
    told, stopped = 0, []
    for document in sample_library.documents():
        for chunk in cut(document).chunks:
            passage = Passage(document.id, document.title, chunk.section, chunk.text, 0.9)
            answer = Answer(chunk.text, (passage,), abstained=False)
            for language in LANGUAGES:
                pen = Pen(language)
                text = f"{pen.write('answer.found', answer=chunk.text)}\n"
                text += pen.write("answer.source", source=document.title)
                verdict = check(text, library_evidence(Evidence(), answer, language), language)
                told += 1
                stopped += [(document.id, language, verdict.reasons)] if not verdict.passes else []
    assert stopped == []
    assert told >= 1000


@pytest.mark.parametrize(
    ("said", "repeated"),
    [
        ("we are twenty-three people", "Twenty-three people, noted."),
        ("is breakfast free of charge?", "Whether it is free of charge I will ask."),
        ("my site is asha-and-ravi.example", "Thank you for asha-and-ravi.example!"),
        ("can we leave tomorrow at noon", "Tomorrow at noon, noted."),
    ],
)
def test_words_of_the_customer_may_be_repeated_and_no_other(said: str, repeated: str) -> None:
    assert check(repeated, Evidence().with_words(said)).passes
    assert not check(repeated, Evidence().with_words("hello")).passes


def test_our_own_link_is_ours_only_where_nothing_is_glued_to_it() -> None:
    ours = Evidence().with_links("{trip_link}")
    for text in ("{trip_link}", "See *{trip_link}*.", "(map: {trip_link})", "“{trip_link}”!"):
        assert [c.value for c in claims(text)] == ["{trip_link}"]
        assert check(text, ours).passes
    for text in (
        "{trip_link}/pay",
        "x{trip_link}",
        "https://evil.example/{trip_link}",
        "{trip_link}.evil.example",
    ):
        assert not check(text, ours).passes


def test_a_name_within_another_word_proves_nothing_of_the_rest() -> None:
    desk = Evidence().with_names(["Serai", "Asha"])
    assert check("Serai and Asha's bags", desk).passes
    assert not check("Pay to Serai@Okaxis", desk).passes
    assert not check("Ask Asha-Lounge", desk).passes


def test_hindi_names_differ_by_their_vowels() -> None:
    evidence = Evidence().with_words("कट")
    assert folded("कूटा") != folded("कट")
    assert not check("आप कूटा जाएंगे", evidence, "hi").passes
