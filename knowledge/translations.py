"""The same passage in another language, where a document has been translated section by section."""

from dataclasses import replace
from functools import lru_cache

from knowledge.chunks import Chunk, cut
from knowledge.documents import Document
from knowledge.library import Answer
from knowledge.passages import Passage


def in_translation(answer: Answer, original: Document, translation: Document, language: str) -> Answer | None:
    """Give an answer in the words of a translation; None where the two do not have the same sections.

    Sections are matched by their order, for a translation keeps its original's headings.
    """
    here, there = _sections(original), _sections(translation)
    if len(here) != len(there) or not here:
        return None
    cited = [s for s in answer.sources if s.document == original.id and _is_told(s, answer.text)]
    places = [index for index, section in enumerate(here) if any(c.section == section for c in cited)]
    if not places:
        return None
    told = [_passage(translation, there[index], cited[0]) for index in places]
    others = [s for s in answer.sources if s.document != original.id]
    text = told[0].text if len(told) == 1 else "\n".join(f"{p.section}: {p.text}" for p in told)
    return replace(answer, text=text, sources=(*told, *others), written_in=language)


@lru_cache(256)  # the same few documents answer most questions
def _chunks(document: Document) -> tuple[Chunk, ...]:
    return cut(document).chunks


def _sections(document: Document) -> list[str]:
    return list(dict.fromkeys(chunk.section for chunk in _chunks(document)))


def _is_told(source: Passage, text: str) -> bool:
    lines = [sentence.text for sentence in source.sentences] or [source.text]
    return any(line in text for line in lines)


def _passage(document: Document, section: str, like: Passage) -> Passage:
    text = "\n".join(chunk.text for chunk in _chunks(document) if chunk.section == section)
    return replace(
        like,
        document=document.id,
        title=document.title,
        section=section,
        text=text,
        source=document.source,
        page=None,
        sentences=(),
    )
