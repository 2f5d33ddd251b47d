"""Documents fall into passages that keep their headings and lose no word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.chunks import LEAST_WORDS, MOST_WORDS, cut, sentences
from knowledge.documents import Document


def parts(text: str, kind: str = "markdown") -> list[tuple[str, str]]:
    document = Document(id="d", title="Guide", text=text, format=kind)
    return [(chunk.section, chunk.text) for chunk in cut(document).chunks]


def test_each_heading_opens_a_passage_under_the_headings_above_it() -> None:
    text = "# Guide\n\nHello.\n\n## Payment\n\nBy card.\n\n### Abroad\n\nIn euro.\n\n## Visa\n\nAsk us."
    assert parts(text) == [
        ("", "Hello."),
        ("Payment", "By card."),
        ("Payment › Abroad", "In euro."),
        ("Visa", "Ask us."),
    ]


def test_lists_tables_and_links_are_read_as_a_person_would() -> None:
    text = (
        "## Fees\n\n| traveller | fee |\n|---|---|\n| adult | **90** EUR |\n| child | 45 EUR |\n\n"
        "- [pay here](https://pay.example)\n- or in\n  cash\n"
    )
    assert parts(text) == [
        (
            "Fees",
            "traveller: adult · fee: 90 EUR\ntraveller: child · fee: 45 EUR\n• pay here\n• or in cash",
        )
    ]


def test_questions_are_headings_in_whatever_form_an_faq_is_written() -> None:
    forms = {
        "markdown": [
            "**May I pay later?**\n\nYes, you may.",
            "Q: May I pay later?\n\nA: Yes, you may.",
            "**May I pay later?**\nYes, you may.",
            "May I pay later?\n\nYes, you may.",
        ],
        "text": ["May I pay later?\nYes, you may.", "Q1. May I pay later?\nA. Yes, you may."],
    }
    for kind, texts in forms.items():
        for text in texts:
            assert parts(text, kind) == [("May I pay later?", "Yes, you may.")], text


def test_front_matter_gives_topics_and_is_not_part_of_the_text() -> None:
    document = Document(id="d", title="Tips", text="---\ntopics: tips, gratuity\n---\n\nTen percent.")
    assert cut(document).topics == ("tips", "gratuity")
    assert [chunk.text for chunk in cut(document).chunks] == ["Ten percent."]


def test_abbreviations_and_amounts_do_not_end_a_sentence() -> None:
    text = "It costs approx. Rs. 1,500.50 p.a. for e.g. Mr. Rao. Pay at 6 a.m. or later! Why? Because."
    assert sentences(text) == [
        "It costs approx. Rs. 1,500.50 p.a. for e.g. Mr. Rao.",
        "Pay at 6 a.m. or later!",
        "Why?",
        "Because.",
    ]
    assert sentences("क्या वीज़ा चाहिए? हाँ। दो दिन लगते हैं।") == ["क्या वीज़ा चाहिए?", "हाँ।", "दो दिन लगते हैं।"]


def test_a_long_section_is_parted_and_a_short_tail_is_not_left_alone() -> None:
    block = "Every guest pays the tax at the desk. " * 15
    texts = [text for _, text in parts(f"## Tax\n\n{block}\n\n{block}\n\nNo refund.")]
    assert len(texts) == 2
    assert texts[1].endswith("No refund.")


@settings(max_examples=60)
@given(st.lists(st.integers(1, 400), min_size=1, max_size=8), st.sampled_from([".", " ", ". "]))
def test_no_word_is_lost_and_no_passage_grows_too_long(lengths: list[int], joint: str) -> None:
    number = iter(range(10_000))
    blocks = [joint.join(f"word{next(number)}" for _ in range(length)) for length in lengths]
    document = Document(id="d", title="Guide", text="\n\n".join(blocks), format="text")
    chunks = cut(document).chunks
    text = " ".join(chunk.text for chunk in chunks)
    assert text.split() == " ".join(blocks).split()
    assert all(len(chunk.text.split()) <= MOST_WORDS + LEAST_WORDS for chunk in chunks)
    assert [chunk.number for chunk in chunks] == list(range(len(chunks)))
