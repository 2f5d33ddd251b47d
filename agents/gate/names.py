"""Find proper names in a reply that nothing proves: of places, stays, people, whatever has a capital."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import templates
from agents.gate.claims import level
from agents.gate.evidence import Evidence, phrase_of, words_of
from agents.regexes import regex
from agents.wording.folding import folded
from agents.wording.replies import CASELESS, Replies

_TOKEN = regex(r"[^\s.,;:!?()\[\]{}\"“”«»/|·•–—]+")
_PLACEHOLDER = regex(r"\{\w*\}")
_BREAK = regex(r"[.!?:;\n•…\"“«(]")
_JOINING = frozenset({"of", "de", "da", "do", "del", "la", "le", "the", "and", "&", "al", "el", "von", "am"})
_ELIDED = regex(r"[a-zà-ÿ]{1,5}['’](?=[A-ZÀ-ÞЀ-Я])")  # "l'Uluwatu", "d'Ubud", "dell'Etna"
_FEWEST_LETTERS = 4  # a shorter name of the catalogue in lower case is more often a word


@dataclass(frozen=True)
class _Token:
    word: str
    begin: int
    end: int
    opens: bool  # stands where a sentence or line begins
    leads_to: str = ""  # the word that follows with nothing but blanks between


@cache
def vocabulary(language: str) -> frozenset[str]:
    """Every word of the reply texts, exactly as written, so that "Source" passes and "Beach" does not."""
    texts = [t for key in ("en", language) for v in Replies.of(key).texts.values() for t in _texts(v)]
    return frozenset(t.word for text in texts for t in _tokens(_PLACEHOLDER.sub(" ", level(text))))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (v for v in value if isinstance(v, str))


@cache
def common_words(language: str) -> frozenset[str]:
    """Words that may open a sentence with a capital: those of the reply texts and a list of plain ones."""
    path = Path(templates.__file__).parent / "replies" / "common.txt"
    plain = path.read_text(encoding="utf-8").split()
    return frozenset(w.casefold() for w in (*plain, *vocabulary(language)))


@cache
def _own(language: str) -> frozenset[str]:
    """The words of the reply texts, folded, and the plain ones that may open a sentence."""
    return frozenset(folded(word) for word in vocabulary(language)) | common_words(language)


@cache
def _own_parts(language: str) -> frozenset[str]:
    """The words of the reply texts, folded: whole, and in their parts."""
    return frozenset(part for word in vocabulary(language) for part in (folded(word), *words_of(word)))


def unproven(
    text: str, evidence: Evidence, language: str, lexicon: frozenset[str] = frozenset()
) -> list[str]:
    """Give the names in `text` without evidence. `lexicon` holds names to look for in any spelling."""
    plain = level(text)
    is_caseless = language in CASELESS
    runs = _runs(plain, evidence, _is_latin if is_caseless else _is_name)
    strangers = [name for run in runs if (name := _stranger(run, evidence, language))]
    strangers += _strangers(plain, evidence, language) if is_caseless else []
    return list(dict.fromkeys([*strangers, *_lexical(plain, evidence, lexicon, language)]))


@lru_cache(4096)
def _tokens(text: str) -> tuple[_Token, ...]:
    found: list[_Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        word = match.group().strip("'’`-")
        if not word:
            continue
        gap = text[last : match.start()]
        opens = not found or bool(_BREAK.search(gap))
        if found and not gap.strip(" "):
            found[-1] = replace(found[-1], leads_to=word)
        found.append(_Token(word, match.start(), match.end(), opens))
        last = match.end()
    return tuple(found)


def _is_name(token: _Token) -> bool:
    return token.word[0].isupper() or bool(_ELIDED.match(token.word))


def named(text: str, evidence: Evidence) -> list[tuple[int, int]]:
    """Where proven names stand written out in full; what is within one is part of it, numbers too."""
    tokens = _tokens(level(text))
    words = [
        (word, token, at == 0, rest in ((), ("s",)))
        for token in tokens
        for parts in [words_of(token.word)]
        for at, word in enumerate(parts)
        for rest in [parts[at + 1 :]]
    ]
    plain = tuple(word[0] for word in words)
    places = _places(plain)
    # A name that fills a part of a token only ("serai" in "serai@bank") proves nothing of the rest.
    return [
        (words[at][1].begin, words[at + len(parts) - 1][1].end)
        for name in evidence.names
        for parts in (_parts(name),)
        for at in places.get(parts[0], ())
        if plain[at : at + len(parts)] == parts and words[at][2] and words[at + len(parts) - 1][3]
    ]


@lru_cache(8192)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(name.split())


def _places(words: Iterable[str]) -> dict[str, list[int]]:
    """At which places of a text each of its words stands."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        found.setdefault(word, []).append(at)
    return found


def _unnamed(text: str, evidence: Evidence) -> Iterator[_Token]:
    """The words of a text that are not part of a proven name written out in full."""
    spans = named(text, evidence)
    yield from (t for t in _tokens(text) if not any(b <= t.begin and t.end <= e for b, e in spans))


def _is_latin(token: _Token) -> bool:
    """Among letters without capitals every Latin word is taken for a name."""
    return token.word[0].isalpha() and token.word[0] < "\u0250"


def _runs(text: str, evidence: Evidence, is_name: Callable[[_Token], bool]) -> Iterator[list[_Token]]:
    """Names whose words stand together, small joining words between them allowed."""
    run: list[_Token] = []
    for token in _unnamed(text, evidence):
        near = bool(run) and text[run[-1].end : token.begin].strip(" '’-") == ""
        if is_name(token):
            if run and not near:
                yield run
                run = []
            run.append(token)
        elif not (near and token.word.lower() in _JOINING):
            if run:
                yield run
            run = []
        else:
            run.append(token)
    if run:
        yield run


def _stranger(run: list[_Token], evidence: Evidence, language: str) -> str | None:
    """The first part of a run that neither the evidence nor the desk's own words explain."""
    while run and run[-1].word.lower() in _JOINING and not run[-1].word[0].isupper():
        run = run[:-1]
    at = 0
    while at < len(run):
        size = _longest(run[at:], evidence, language)
        if size:
            at += size
            continue
        token = run[at]
        own = token.word in vocabulary(language) or (
            token.opens and token.word.casefold() in common_words(language)
        )
        if not own and token.word.lower() not in _JOINING:
            return " ".join(t.word for t in run[at:])
        at += 1
    return None


def _longest(run: list[_Token], evidence: Evidence, language: str) -> int:
    """How many words from here form a name that is proven: a whole name, or the beginning of one.

    "Tegallalang is green" shortens a name; "Spice plantation" is not short for the Spice Souk.
    """
    for size in range(len(run), 0, -1):
        phrase = folded(" ".join(t.word for t in run[:size]))
        if not phrase or phrase in evidence.names or any(f" {phrase} " in said for said in evidence.phrases):
            return size
        after = run[size - 1].leads_to
        ends = not after or after.casefold() in common_words(language)
        if ends and any(n.startswith(phrase + " ") for n in evidence.names):
            return size
    return 0


def _strangers(text: str, evidence: Evidence, language: str) -> list[str]:
    """Without capitals every native word must be the desk's own, the customer's, or part of a name."""
    own = _own_parts(language)
    known = {w for name in evidence.names for w in name.split()}
    known |= {w for said in evidence.phrases for w in said.split()}
    return [
        w
        for w in words_of(text)
        # Arabic writes its "and" on to the word that follows it.
        if not {w, w.removeprefix("و")} & (known | own) and not any(c.isdigit() or c < "\u0250" for c in w)
    ]


def _lexical(text: str, evidence: Evidence, lexicon: frozenset[str], language: str) -> list[str]:
    """Names of the catalogue in any spelling ("kuta", "TANAH LOT") that this reply may not name."""
    words, own = phrase_of(text), _own(language)
    return [
        name
        for name in lexicon
        if f" {name} " in words
        and (" " in name or (len(name) >= _FEWEST_LETTERS and name not in own))
        and not any(f" {name} " in f" {known} " for known in evidence.names)
        and not any(f" {name} " in said for said in evidence.phrases)
    ]
