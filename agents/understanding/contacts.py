"""Who writes and how to reach them: name, e-mail, telephone."""

import re
from functools import cache

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.reading import Reading, words
from knowledge.tables import tables

_EMAIL = regex(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<![.-])")
_PHONE = regex(r"(?<![\w/.-])(?:\+|00)?\d[\d ()./-]{6,18}\d(?![\w/])")
_PHONE_CUE = regex(
    r"(?:phone|mobile|cell|call|number|whats ?app|tel\w*|contact|reach|ring|no\.?|celular|"
    r"telefono|telefone|portable|handy|nummer|телефон\w*|номер|هاتف|رقم\w*|जवाल|फोन|नंबर|"
    r"number)[^\d\n]{0,24}$"
)
_NAME_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)?"
_NAME = regex(
    rf"(?:my name is|my name's|the name is|name is|name:|name -|full name[: ]+|(?:i am|i'm|this "
    rf"is|it's|its|i go by|call me|under the name(?: of)?|in the name of|booked? (?:under|"
    rf"for) the name(?: of)?|me llamo|mi nombre es|je m'appelle|mon nom est|je suis|ich heisse|"
    rf"ich heise|mein name ist|meu nome e|me chamo|eu sou|"
    rf"меня зовут|мое имя|اسمي|انا اسمي|मेरा नाम|mera naam|mera nam|naam))\s*(?:mr\.?|mrs\.?|"
    rf"ms\.?|dr\.?)?\s*(?P<name>{_NAME_WORD}(?: {_NAME_WORD}){{0,2}})"
)
_SURE = regex(r"name|llamo|nombre|appelle|heis|chamo|зовут|имя|اسمي|नाम|naam|nam")
_STOP = words(
    "after before at on when back tomorrow today later now asap anytime please by around "
    "between urgently a an the is are am and from here in at on of for to with interested "
    "looking planning "
    "going coming not so very just sorry happy traveling travelling writing calling trying "
    "thinking also your my our we i you it this that hoping about really still good fine ok "
    "okay sure flexible based vegetarian vegan "
    "new back done ready free not getting having hai hain h ka se aur y e et und и से है हैं "
    "wondering flying leaving arriving staying leading still only alone solo disabled pregnant "
    "allergic afraid urgent regarding great perfect correct right wrong too all out yes no ein "
    "eine un une um uma un el la de des one two "
    "confused keen excited celebrating turning married single seul seule some more there what "
    "how when where why please pls thanks"
)
_PEOPLES = words(
    "aleman alemana frances francesa espanol espanola italiano italiana ruso rusa indio india mexicano "
    "mexicana argentino argentina colombiano colombiana chileno chilena brasileno brasilena portugues "
    "portuguesa ingles inglesa americano americana estadounidense allemand allemande francais francaise "
    "espagnol espagnole italien italienne russe indien indienne anglais anglaise americain americaine "
    "belge suisse canadien canadienne marocain marocaine tunisien tunisienne algerien algerienne "
    "deutscher deutsche russin russe inder inderin osterreicher osterreicherin schweizer schweizerin "
    "franzose franzosin turke turkin pole polin brite britin alemao alema russo russa indiano indiana "
    "brasileiro brasileira angolano angolana mocambicano mocambicana"
)
# What somebody else wrote: quoted lines, a letter's head, all below "forwarded message", a page's source.
_QUOTED = regex(
    r"^[ \t]*>.*$|"
    r"^[ \t]*(?:from|to|cc|bcc|reply-to|sent by|von|an|de|para|a|от|кому|من|إلى|الى)[ \t]*:.*@.*$|"
    r"(?:-{2,}|begin)[ \t]*(?:forwarded|original|weitergeleitete|mensaje|message|mensagem|пересыл)[\s\S]*|"
    r"<(?P<tag>[a-z]{1,12})[^<>]{0,200}>[\s\S]*</(?P=tag)>",
    re.IGNORECASE | re.MULTILINE,
)


_LONGEST = 4000  # characters that any engine reads; the patterns above look far ahead


def quoted(text: str) -> list[tuple[int, int]]:
    """Where a message holds words of somebody else's letter: who stands there is not the customer."""
    return [match.span() for match in _QUOTED.finditer(text, 0, _LONGEST)]


def contacts(reading: Reading, asked: SlotName | None) -> tuple[dict[SlotName, Slot], Reading]:
    """`email`, `phone` (E.164 where it says its country, else as digits) and `name`."""
    slots: dict[SlotName, Slot] = {}
    whole, theirs = reading, quoted(reading.plain)
    reading = reading.without(*theirs)
    if match := _EMAIL.search(reading.plain):
        slots["email"] = Slot(match.group(), reading.span(*match.span()), confidence=0.99)
        reading = reading.without(match.span())
    for match in _PHONE.finditer(reading.plain):
        if number := _phone(match.group(), reading.plain[max(0, match.start() - 40) : match.start()], asked):
            slots["phone"] = Slot(number, reading.span(*match.span()), confidence=0.95)
            reading = reading.without(match.span())
            break
    for match in _NAME.finditer(reading.plain):
        if slot := _name(reading, match):
            slots["name"] = slot
            break
    if asked == "name" and "name" not in slots:
        bare = re.fullmatch(
            rf"\W*(?P<name>{_NAME_WORD}(?: {_NAME_WORD}){{0,2}})\W*(?:here)?\W*", reading.plain
        )
        if bare and not set(bare["name"].split()) & _STOP:
            words = reading.words(*bare.span("name"))
            slots["name"] = Slot(_shown(words), reading.span(*bare.span("name")), confidence=0.8)
    return slots, reading.with_back(whole, *theirs)


# "Send it to my husband, his number is …": the customer's own stays what it is.
_OF_ANOTHER = regex(
    r"(?<!\w)(?:his|her|their|su|sus|son|leur|seine?|ihre?|dele|dela|его|ее|её|их|uska|uski|unka|उसका|उनका)"
    r"(?: \w+){0,2} ?(?:number|no\.?|phone|mobile|whatsapp|cell|numero|telefono|nummer|handy|telefone|"
    r"номер|телефон|"
    r"नंबर|फोन)(?: \w+){0,2}\W*$"
)


@cache
def _peoples() -> frozenset[str]:
    """What somebody is by their passport: "I am German" tells no name."""
    english = (row["adjective"] for row in tables("places")["Peoples"])
    return frozenset(english) | _PEOPLES


def _name(reading: Reading, match: re.Match[str]) -> Slot | None:
    kept: list[str] = []
    for word in match["name"].split(" "):
        if word in _STOP:
            break
        kept.append(word)
    is_sure = bool(_SURE.search(match.group()[: match.start("name") - match.start()]))
    if not kept or (not is_sure and kept[0] in _peoples()):
        return None
    begin, end = match.start("name"), match.start("name") + len(" ".join(kept))
    words = reading.words(begin, end)
    is_written_as_name = all(word[:1].isupper() or not word[:1].isascii() for word in words.split())
    if not is_sure and not is_written_as_name:
        return None
    if not is_sure and len(reading.plain.split()) > 14 and len(kept) < 2 and match.start() > 25:
        return None
    return Slot(_shown(words), reading.span(begin, end), confidence=0.92 if is_sure else 0.7)


def _shown(words: str) -> str:
    return words.title() if words.islower() else words


def _phone(words: str, before: str, asked: SlotName | None) -> str | None:
    digits = re.sub(r"\D", "", words)
    if _OF_ANOTHER.search(before):
        return None
    if not 7 <= len(digits) <= 15 or re.fullmatch(
        r"20\d\d-\d\d?-\d\d?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|"
        r"\d{1,2}[/.]\d{1,2}(?:[/.](?:\d{2,4})?)? ?- ?\d{1,2}[/.]\d{1,2}(?:[/.](?:\d{2,4})?)?",
        words.strip(),
    ):
        return None
    is_cued = bool(_PHONE_CUE.search(before)) or asked == "phone"
    if words.startswith(("+", "00")):
        import phonenumbers

        try:
            parsed = phonenumbers.parse("+" + digits.removeprefix("00"), None)
        except phonenumbers.NumberParseException:
            return None
        if phonenumbers.is_possible_number(parsed):
            return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))
        return digits if is_cued else None
    return digits if is_cued or len(digits) >= 10 else None
