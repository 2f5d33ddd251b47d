"""Words made comparable across spellings: case, accents, and the endings and prefixes of grammar."""

import re
import unicodedata

# `\w` does not take in the vowel signs of Devanagari.
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0963])+(?:['’](?:[^\W_])+)?")
_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_HINDI_VOWELS = str.maketrans({"ी": "ि", "ू": "ु", "ँ": "ं", "ई": "इ", "ऊ": "उ"})
_ARABIC_PREFIX = re.compile(r"^(?:[وف])?(?:[بلك])?(?:ال|لل|ل)?")
_RUSSIAN_ENDING = re.compile(r"[аеёийоуыьэюя]{1,3}$")
_NUKTA = "\u093c"


def folded(text: str) -> str:
    """The text in lower case without accents or spelling variants of one letter."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_ARABIC_LETTERS)
    bare = [mark for mark in unicodedata.normalize("NFD", text) if not _is_accent(mark)]
    return unicodedata.normalize("NFC", "".join(bare)).translate(_HINDI_VOWELS)


def _is_accent(mark: str) -> bool:
    # The signs of Devanagari are marks as well, but they carry the word; only the nukta goes.
    is_sign = "\u0900" <= mark <= "\u097f" and mark != _NUKTA
    return bool(unicodedata.combining(mark)) and not is_sign


def words(text: str) -> list[str]:
    """The folded words of a text in order; the possessive ending is left out."""
    return [re.sub(r"['’]s?$", "", match[0]) for match in _WORD.finditer(folded(text))]


def forms(word: str) -> tuple[str, ...]:
    """The word itself, then what remains when the grammar of its script is taken off."""
    bare = word
    if re.match(r"[\u0600-\u06ff]", word):
        bare = _ARABIC_PREFIX.sub("", word)
    elif re.match(r"[\u0400-\u04ff]", word):
        bare = _RUSSIAN_ENDING.sub("", word)
    return (word, bare) if len(bare) >= 3 and bare != word else (word,)
