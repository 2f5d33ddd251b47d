"""What is asked next, and what is answered first: the most useful missing thing, one at a time."""

import re

from agents.deciding.moves import Answer, Ask, HandOver, Move, Propose, Recap, Recommend
from agents.scene.facts import PLANNED_BY, Facts
from agents.scene.listed_places import places_shown
from agents.scene.where_to import asks_where_to
from agents.understanding.in_part import wishes_in_part
from agents.understanding.leave import only_asks_leave
from agents.understanding.reading import read

# Questions after which the desk proposes with fair assumptions; where the trip goes cannot be assumed.
MOST_CLARIFICATIONS = 2
MOST_ASKED = {"destinations": 2, "start_date": 2, "nights": 2, "adults": 2, "child_ages": 1, "stay": 1}


def changes(f: Facts) -> frozenset[str]:
    return f.changed & PLANNED_BY


def is_new(f: Facts) -> bool:
    return f.trip is None and (bool(changes(f)) or is_past(f))


def is_elsewhere(f: Facts) -> bool:
    """The customer named places, and none of them is sold here."""
    return (
        "destinations" in f.changed and bool(f.where.unsold) and not (f.where.destination or f.where.choices)
    )


def is_partly_elsewhere(f: Facts) -> bool:
    """Of the places that the customer named now, some are sold here and some are not."""
    is_sold = f.where.destination is not None or bool(f.where.choices)
    return "destinations" in f.changed and bool(f.where.unsold) and is_sold


def is_past(f: Facts) -> bool:
    """Whether the day named for the start lies behind us."""
    return f.day_over is not None


def ask_for_another_day(f: Facts) -> tuple[Move, ...]:
    return (Ask("start_date", f.notes.times.get("start_date", 0), of_past=True),)


def _next_question(f: Facts) -> Ask | None:
    """The most useful missing thing: what is required first, then what is useful; none asked too often."""
    for slot in (*f.missing, *(f.useful if not f.missing else ())):
        times = f.notes.times.get(slot, 0)
        # A question of the customer's own that came between does not use up ours; "you decide" does.
        returning = f.notes.asked == slot and (f.has("question", "ask_price") or not f.changed)
        most = max(MOST_ASKED[slot], 2 if returning and not f.has("skip") else 0)
        of_past = slot == "start_date" and is_past(f)
        if of_past or (times < most and (slot == "destinations" or returning or _may_clarify(f))):
            choices = tuple(d.name for d in f.where.choices) if slot == "destinations" else ()
            # One who travelled with us before is asked about the same party first.
            again = slot == "adults" and f.notes.party is not None and times == 0
            return Ask(slot, times, choices, returning, same_party=again, of_past=of_past)
    return None


def _may_clarify(f: Facts) -> bool:
    asked = sum(times for slot, times in f.notes.times.items() if slot != "destinations")
    return asked < MOST_CLARIFICATIONS


def _ask_or_propose(f: Facts) -> tuple[Move, ...]:
    """One question, or a plan with what is known and fair assumptions for the rest."""
    question = _next_question(f)
    if question:
        return (question,)
    if "destinations" in f.missing:
        # Who was asked twice and names none is shown some, before a human is called.
        is_open = not (f.where.choices or f.where.unsold or places_shown(f.notes.listed))
        return (Recommend(),) if is_open else (HandOver("puzzled"),)
    return (Propose(),)


def _recap(f: Facts) -> tuple[Move, ...]:
    """Say what was understood before asking; a plan says it itself."""
    question = _next_question(f)
    return (Recap(),) if is_new(f) and (question or "destinations" in f.missing) else ()


def gather(f: Facts) -> tuple[Move, ...]:
    return _recap(f) + _ask_or_propose(f)


def may_ask(f: Facts) -> bool:
    """After an answer the desk returns to its own question, while there is a trip that it plans itself."""
    is_ours = f.trip is None and f.heads < f.group_size
    return is_ours and bool(f.slots or f.notes.asked or changes(f))


def go_on(f: Facts) -> tuple[Move, ...]:
    question = _next_question(f)
    if question:
        return (*_recap(f), question)
    # A question alone is not the word to go ahead; something learnt beside it is.
    return (Propose(),) if changes(f) and not f.missing else _recap(f)


# What a question that only asks leave may change: the change itself is the answer to it.
_GRANTED = frozenset({
    "stop_nights", "avoid", "fewer", "must_see", "nights", "start_date", "end_date", "stay", "adults",
    "travellers", "gateway_in", "gateway_out", "pace", "budget", "beds",
})  # fmt: skip


def _asks_for_company(text: str) -> bool:
    """Whether all that is asked is that somebody joins for some nights, which goes to a colleague."""
    plain = read(text).plain
    wishes = list(wishes_in_part(plain, is_settled=True))
    return bool(wishes) and plain.count("?") <= sum(plain[end : end + 1] == "?" for _, end in wishes)


def answer_it(f: Facts) -> tuple[Move, ...]:
    """A question that the desk itself answers, or a wish put as one, need not stand in the library."""
    if f.trip is not None and (f.changed & _GRANTED or is_past(f)) and only_asks_leave(f.text):
        return ()
    if f.tells_of_elsewhere and _asks_for_company(f.text):
        return ()
    told = f.changed & {"stop_nights", "avoid", "fewer", "must_see", "diet", "beds"}
    is_wish = f.has("change") or asks_where_to(f.text) or f.wants_cheaper or bool(told)
    return (Answer(f.text, optional=is_wish or is_elsewhere(f) or f.has("ask_price", "ask_status")),)


# Words of a question that asks for the trip's own price and for nothing else, in the desk's languages.
_PRICE_WORDS = frozenset({
    "what", "whats", "s", "is", "the", "a", "price", "prices", "now", "how", "much", "it", "cost",
    "costs", "total", "does", "do", "will", "would", "be", "in", "all", "for", "us", "me", "i", "we",
    "this", "that", "trip", "plan", "our", "my", "of", "tell", "please", "and", "then", "so", "pay",
    "have", "to", "current", "new", "again", "altogether", "exactly",
    "cuanto", "cuesta", "costaria", "sale", "es", "el", "precio", "ahora", "todo", "en", "queda",
    "combien", "ca", "coute", "quel", "est", "le", "prix", "maintenant", "tout", "cela",
    "wie", "viel", "wieviel", "was", "kostet", "das", "der", "preis", "jetzt", "insgesamt", "ist",
    "quanto", "custa", "fica", "e", "o", "preco", "agora", "tudo", "isso",
    "сколько", "стоит", "это", "цена", "теперь", "сейчас", "какая", "итого", "все", "будет", "стоить",
    "كم", "السعر", "الان", "سعر", "الرحله", "التكلفه", "ما", "هو", "الاجمالي", "كله", "اصبح",
    "kitna", "kitne", "kitni", "daam", "hai", "ab", "hoga", "lagega", "kya", "ka", "kul", "rate",
    "per", "person", "persons", "head", "adult", "each", "por", "persona", "adulto", "cada", "uno",
    "saldria", "sera",
    "par", "personne", "adulte", "chacun", "fait", "revient", "pro", "kopf", "erwachsenem",
    "jeder", "kame",
    "pessoa", "um", "sai", "seria", "на", "человека", "одного", "с", "за", "взрослого",
    "каждого", "выйдет",
    "للشخص", "الواحد", "لكل", "شخص", "فرد", "للفرد", "هي", "prati", "vyakti", "ek", "aadmi", "har", "bande",
    "प्रति", "व्यक्ति", "एक", "आदमी", "हर", "बंदे",
    "कितना", "कितने", "कीमत", "क्या", "है", "अब", "दाम", "होगा", "होगी", "लगेगा", "कुल",
})  # fmt: skip


def asks_own_price(f: Facts) -> bool:
    """The price of the trip, not of a thing that the library might know (a visa, a bag)."""
    if not f.has("ask_price"):
        return False
    words = set(re.findall(r"[^\s\d_.,;:!?'\"-]+", read(f.text).plain))
    return bool(f.changed & PLANNED_BY) or words <= _PRICE_WORDS
