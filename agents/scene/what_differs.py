"""Which part of the plan a customer wants otherwise, told in a word or two to the desk's question."""

import re
from functools import cache
from itertools import takewhile
from typing import Literal

from agents.regexes import regex
from agents.understanding.moved_by import moves_somehow, moves_somewhen
from agents.understanding.reading import read, words
from agents.wording.replies import LANGUAGES, Replies
from crm.conversations.values import Scene

Part = Literal["price", "hotels", "dates", "places"]

_MOST_WORDS = 5
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "price",
        regex(
            r"(?<!\w)(?:prices?|cost|money|budget|precio|coste|prix|tarif|preis|kosten|preco|custo|valor|"
            r"цен[аыуе]|стоимость|السعر|سعر|التكلفه|price|daam|keemat|kimat|paisa)(?!\w)|कीमत|दाम"
        ),
    ),
    (
        "hotels",
        regex(
            r"(?<!\w)(?:hotels?|resorts?|hoteles|hoteis|unterk\w+|отел\w*|гостиниц\w*|(?:ال)?فنادق|"
            r"(?:ال)?فندق)(?!\w)|होटल"
        ),
    ),
    (
        "dates",
        regex(
            r"(?<!\w)(?:dates?|days?|fechas?|dates|daten|termine?|datum|datas?|дат[аыу]|(?:ال)?تواريخ|"
            r"(?:ال)?تاريخ|"
            r"(?:ال)?موعد|tareekh\w*|dates)(?!\w)|तारीख"
        ),
    ),
    (
        "places",
        regex(
            r"(?<!\w)(?:places?|sights|visits|stops|lugares|sitios|lieux|endroits|orte|ziele|места|место|"
            r"(?:ال)?اماكن|jagah\w*|jagahein)(?!\w)|जगह"
        ),
    ),
)


def _plain_words(listed: str) -> frozenset[str]:
    return words(read(listed).plain)


# What may stand beside the thing: anything more approves of it, denies it or says what it should be.
_BESIDE = _plain_words(
    "the a an our my other another others different better cheaper nicer less lower change it's s about in "
    "please just maybe mainly mostly only i d i'd we would want like too high expensive much of for "
    "el la los las un una unos unas otro otra otros otras mejor mejores mas barato barata baratos baratas "
    "cambiar cambie quiero queremos por favor solo sobre todo demasiado caro caros alto menos "
    "le les l des une d autre autres meilleur meilleurs moins cher chers chere changer svp s'il vous plait "
    "surtout trop eleve plutot "
    "der die das den dem ein eine einen andere anderen anderer anderes bessere besseren bessres gunstigere "
    "gunstigeren gunstiger billigere billigeren billiger nur bitte andern zu hoch teuer vor allem "
    "o os as um uma uns umas outro outra outros outras melhor melhores mais barato barata baratos mudar "
    "trocar quero queremos so muito caro "
    "другой другая другие другую других лучше получше дешевле подешевле только пожалуйста поменять изменить "
    "слишком высокая "
    "اخر اخرى غير افضل احسن ارخص اقل فقط من فضلك لو سمحت تغيير نريد اريد "
    "dusra doosra dusre doosre dusri doosri aur behtar acche sasta saste sasti kam bas ka ke ki ko hi "
    "badal badlo badalna badliye "
    "दूसरा दूसरे दूसरी और बेहतर अच्छे सस्ता सस्ते सस्ती कम बस का के की को ही बदलें बदलो"
)
# What says of a thing that it is fine, or not what was meant.
_FINE = _plain_words(
    "are is was fine ok okay good great perfect nice lovely not no isn't aren't all right alright suits suit "
    "works work that's it's stay stays can very "
    "esta estan bien perfecto perfectos perfectas perfecta buenos bueno son es no me gusta gustan si va "
    "est sont bien parfait parfaits pas non convient conviennent bon bons va c'est tres me plait "
    "ist sind gut passt passen in ordnung nicht nein perfekt super schon gefallt gefallen mir uns kein keine "
    "esta estao e sao bom bons otimo otimos nao perfeito perfeitos bem gosto tudo "
    "хороший хорошие хорошая нормальная нормальные в порядке устраивает устраивают подходит подходят не нет "
    "нравится нравятся отличные отличная меня нас "
    "جيد جيده ممتاز ممتازه مناسب مناسبه ليس ليست لا كويس كويسه تمام "
    "theek thik hai hain achha accha achhe sahi nahi nahin mat "
    "ठीक है हैं अच्छा अच्छे अच्छी सही नहीं मत"
)
_WORD = regex(r"[^\s.,;:!?…()\"–-]+")  # letters alone would part Hindi at its vowel signs


def part_that_differs(text: str, scene: Scene) -> Part | None:
    """What should be different, where the desk has just asked that and a few words name one thing; the
    dates too where they are to move, and nobody said which way, or how far."""
    is_dated = scene.trip is not None or (scene.lead is not None and "start_date" in scene.lead.slots)
    plain = read(text).plain
    if is_dated and (moves_somehow(plain) or moves_somewhen(plain)):
        return "dates"
    named = _named_alone(text, scene)
    return named[0] if named and named[1] <= _BESIDE else None


def spares_a_part(text: str, scene: Scene) -> bool:
    """Whether a few words say no more to that question than that one thing is fine, or not the one meant."""
    named = _named_alone(text, scene)
    return named is not None and not named[1] <= _BESIDE and named[1] <= _BESIDE | _FINE


def _named_alone(text: str, scene: Scene) -> tuple[Part, frozenset[str]] | None:
    """The one part that a short answer to the desk's question names, and the words beside it."""
    if scene.trip is None or len(text.split()) > _MOST_WORDS or "?" in text or not asked_what_differs(scene):
        return None
    plain = read(text).plain
    named = [(part, pattern) for part, pattern in _PARTS if pattern.search(plain)]
    if len(named) != 1:
        return None
    part, pattern = named[0]
    return part, frozenset(_WORD.findall(pattern.sub(" ", plain)))


def asked_what_differs(scene: Scene) -> bool:
    """Whether one of the desk's last messages asked what should be different, in any language it writes."""
    said = takewhile(lambda past: past.role == "desk", reversed(scene.history))
    return any(words in past.text for past in said for words in _asked_what())


@cache
def _asked_what() -> tuple[str, ...]:
    return tuple(
        words for language in LANGUAGES for words in Replies.of(language).wordings("change_what.text")
    )
