"""What was said last: the desk's own wordings in every language that it writes, and what is told again."""

from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from agents.understanding.contract import Understanding
from agents.understanding.reading import words
from agents.wording.folding import folded
from agents.wording.replies import LANGUAGES, Replies
from crm.conversations.values import Past, Scene

_SHORTEST = 6  # characters of a wording that may be known again


def awaits_word(scene: Scene) -> bool:
    """Whether one of the desk's last messages asked if the plan suits."""
    return any(words in past.text for past in _last(scene) for words in _wordings("propose.next"))


def has_closed(scene: Scene) -> bool:
    """Whether the desk's last words answered thanks, gave time to think, or told how a booking goes on: they
    ask nothing."""
    said = [past.text.strip() for past in _last(scene)]
    thanked = _wordings("thank.text") | _wordings("take_time.text")
    booked = _wordings("handover.booking") | _wordings("take_time.planned")
    return any(text in thanked or any(words in text for words in booked) for text in said[:2])


def _last(scene: Scene) -> Iterator[Past]:
    return takewhile(lambda past: past.role == "desk", reversed(scene.history))


@cache
def _wordings(key: str) -> frozenset[str]:
    """The wordings of a text up to the first thing that is filled in."""
    said = (words for language in LANGUAGES for words in Replies.of(language).wordings(key))
    return frozenset(start for words in said if len(start := words.split("{")[0].strip()) >= _SHORTEST)


# What joins the things told, and whoever tells them.
_JOINING = words(
    """
    a an and are at be by for from go in is it i im m re ll my of on our please pls plan so starting the there
    this to travel travelling trip until we will with would like want its s again as said
    y de del desde el en es hasta ir la las los para por favor con queremos quiero somos un una viaje
    et au aux avec c cest d des du est jusqu le les l nous sommes pour partir voudrions voyage
    ab am auf bis das der die ein eine fur ich im mit mochten nach reise sind und uns vom von wir bitte
    ao ate com da do dos e em gostariamos na nas no nos o os viagem
    в во для до и на мы нас нам от с со хотим едем поездка по это
    aur hai hain ham hum ka ke ki ko liye log me mein se tak chahte jana
    और का की के को में से तक हम है हैं लिए लोग जाना चाहते
    و في من إلى الى نحن نريد رحلة مع
    """
)


def says_again(text: str, understanding: Understanding, scene: Scene) -> bool:
    """Whether several things are told of the trip, or before there is a plan one thing, and nothing else.

    Beside "2 adults, 5 nights" the words "do we need a visa" ask, also without a question mark.
    """
    told = [slot for slot in understanding.slots.values() if not slot.retracted and not slot.message]
    if len(told) < (2 if scene.trip is not None else 1):
        return False
    rest = text
    for begin, end in (slot.span for slot in told):
        rest = rest[:begin] + " " * (end - begin) + rest[end:]
    return all(word in _JOINING for word in folded(rest).split())
