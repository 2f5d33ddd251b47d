"""Documents that disagree are noticed, questions of one meaning count as one, and translations are told."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import sample
from knowledge.documents import Document
from knowledge.grouping import grouped
from knowledge.library import Library
from knowledge.translations import in_translation
from tests.knowledge.asked import questions
from tests.vectors import remembered

COLLECTION = "disputed"
# Sentences written against the sample library, each with a question that must not be answered then.
AGAINST = [
    (
        "The visa on arrival for Bali costs IDR 350,000 per person for Indian citizens.",
        "how much is the Bali visa?",
    ),
    ("Every foreign visitor to Bali pays a tourist levy of IDR 300,000.", "what is the tourist levy in Bali"),
    ("A passport must be valid for at least three months from the day of arrival.", "passport validity?"),
    ("Our quotes are valid for 14 days.", "how long is a quote valid?"),
    ("Check-in at hotels is from 4 pm.", "when can we check in at the hotel"),
]


@pytest.fixture(scope="module")
def disputed(sample_library: Library, model_cache: Path) -> Library:
    more = [
        Document(f"against-{number}.md", f"Note {number}", f"# Note {number}\n\n{text}\n")
        for number, (text, _) in enumerate(AGAINST)
    ]
    with remembered(model_cache / "vectors"):
        sample_library.rebuild([*sample.documents(), *more], COLLECTION)
    return sample_library


def test_documents_that_agree_are_not_called_in_conflict(sample_library: Library) -> None:
    assert sample_library.conflicts(sample.COLLECTION) == ()
    asked = [sample_library.ask(case.text, sample.COLLECTION) for case in questions()]
    assert not any(answer.conflicts for answer in asked)


def test_documents_that_disagree_are_named_with_both_sentences(disputed: Library) -> None:
    found = disputed.conflicts(COLLECTION)
    told = " ".join(conflict.text + conflict.other_text for conflict in found)
    noticed = [text for text, _ in AGAINST if text in told]
    assert len(noticed) >= 4, noticed
    first = next(c for c in found if "IDR 350,000" in c.for_staff())
    assert "IDR 500,000" in first.for_staff()
    assert first.about == "money"


def test_an_answer_says_what_speaks_against_it(disputed: Library) -> None:
    answers = [disputed.ask(question, COLLECTION) for _, question in AGAINST]
    assert sum(bool(answer.conflicts) for answer in answers) >= 4
    for answer in answers:
        for conflict in answer.conflicts:
            assert conflict.text in answer.text
            assert conflict.other_document != conflict.document


def test_questions_of_one_meaning_are_one_group_the_most_asked_first(sample_library: Library) -> None:
    texts = [
        "is there a gym in the hotel?",
        "can I pay with bitcoin",
        "do you take Bitcoin as payment?",
        "¿Aceptan pago con Bitcoin?",
        "does the hotel have a gym",
        "may I pay in bitcoin?",
    ]
    groups = [
        tuple(texts[number] for number in group.members) for group in grouped(sample_library.embed, texts)
    ]
    assert {"can I pay with bitcoin", "do you take Bitcoin as payment?", "may I pay in bitcoin?"} <= set(
        groups[0]
    )
    assert ("is there a gym in the hotel?", "does the hotel have a gym") in groups
    assert sorted(text for group in groups for text in group) == sorted(texts)
    assert grouped(sample_library.embed, []) == []


def test_the_same_question_about_two_places_is_two_questions(sample_library: Library) -> None:
    groups = grouped(sample_library.embed, ["is there surfing in Bali?", "is there surfing in Kerala?"])
    assert [group.members for group in groups] == [(0,), (1,)]


HINDI = """# बाली का वीज़ा

## भारतीय पासपोर्ट
भारतीय नागरिकों को पहुँचने पर वीज़ा मिलता है। इसका शुल्क IDR 500,000 है।

## अन्य पासपोर्ट
दूसरे देशों के नागरिक भी यही वीज़ा लेते हैं।

## काउंटर पर क्या चाहिए
पासपोर्ट छह महीने तक मान्य होना चाहिए।

## बाली पर्यटक शुल्क
हर विदेशी मेहमान IDR 150,000 देता है।
"""


def test_an_answer_is_told_in_the_words_of_its_documents_translation(sample_library: Library) -> None:
    original = next(d for d in sample.documents() if d.id == "visa-bali.md")
    translation = Document("visa-bali.hi.md", "बाली का वीज़ा", HINDI)
    answer = sample_library.ask("what is the tourist levy in Bali", sample.COLLECTION)
    told = in_translation(answer, original, translation, "hi")
    assert told is not None
    assert "IDR 150,000" in told.text
    assert "IDR 500,000" not in told.text
    assert told.written_in == "hi"
    assert told.sources[0].title == "बाली का वीज़ा"
    shorter = replace(translation, text=HINDI.partition("## अन्य")[0])
    assert in_translation(answer, original, shorter, "hi") is None
