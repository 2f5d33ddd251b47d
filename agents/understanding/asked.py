"""What the desk's last message asked for, and what a bare answer to it means."""

import calendar
import re
from datetime import date

from agents.regexes import regex
from agents.understanding.calendar_words import MONTHS
from agents.understanding.contract import Slot, SlotName
from agents.understanding.durations import bare_count
from agents.understanding.reading import Reading, read

_ASKS: tuple[tuple[SlotName, str], ...] = (
    (
        "origin",
        (
            r"(?:(?<!rent )(?<!pick )where|which city|what city|city|place|airport)[\w ,']{0,30}(?:from|"
            r"depart\w*|leav\w*|start\w*|origin|coming)|depart(?:ing|ure)?[\w ]{0,12} (?:city|from|"
            r"location|point|place)|(?:city|point|place) of (?:departure|origin)|from (?:which|what|"
            r"where)|origin|leaving from|de donde|d'ou|woher|von wo|de onde|откуда|من اين|कहाँ से|kahan "
            r"se|departing"
        ),
    ),
    (
        "destinations",
        (
            r"where (?:would|do|are|will|should|to|shall|did|is)(?! you (?:depart|leav|start|coming|"
            r"travell?ing from))(?![\w ]{0,24}(?:from|depart|leav|start|board))|(?:which|what) (?:place|"
            r"city|destination|area|country|location)(?! (?:are you |will you |would you |do you |you "
            r")?(?:like to |want to |wish to |be )?(?:from|depart|leav|start|com))|destination|arrival "
            r"(?:city|point)|(?:travell?ing|going|heading|flying|go|travel) to\s*\?|(?:rent|pick\w*)[\w "
            r"]{0,24} from|from where do you want the car|a donde|ou (?:souhait|voul|all)|wohin|para "
            r"onde|куда|الي اين|कहाँ जाना|kahan jana|in (?:which|what) (?:city|area|location)|(?:which|"
            r"what) (?:city|area|location)[\w ]* in\b|location"
        ),
    ),
    (
        "end_date",
        (
            r"(?:when|what (?:date|day)|which (?:date|day)|until|till)[\w ,']{0,36}(?:return\w*|com\w+ "
            r"back|back|check(?:ing)?[ -]?out|end|until|drop|leave the)|(?:return|check[ -]?out|end) "
            r"(?:date|day)|until (?:when|which|what)|how long (?:will|would|do) you (?:need|want|rent|"
            r"have)|cuando (?:vuelve|regresa)|date de retour|ruckreise|data de volta|дата возвращения|"
            r"когда (?:обратно|возвращ)"
        ),
    ),
    (
        "start_date",
        (
            r"when|(?:what|which|travel|departure|start|check[ -]?in|preferred|exact)[\w ]{0,18} "
            r"(?:dates?|days?)(?! (?:will|would|do|are)[\w ]{0,12}(?:return|back|check(?:ing)?[ "
            r"-]?out))|dates?\b|what (?:is|are) (?:the|your) dates?|check(?:ing)?[ -]?in|cuando|fechas?|"
            r"quand|dates?|wann|datum|quando|datas?|когда|дат[аы]|متي|تاريخ|कब|तारीख|kab|tareekh"
        ),
    ),
    (
        "nights",
        (
            r"how (?:many|long)[\w ]{0,16}(?:nights?|stay\w*)|(?:number of|how many) nights|length of "
            r"(?:your )?stay|cuantas noches|combien de nuits|wie viele nachte|quantas noites|сколько "
            r"ночей|كم ليله|कितनी रात|kitni raat|how long"
        ),
    ),
    (
        "days",
        (
            r"(?:how many|number of) days|cuantos dias|combien de jours|wie viele tage|quantos dias|"
            r"сколько дней|कितने दिन|kitne din|كم يوم"
        ),
    ),
    (
        "child_ages",
        (
            r"how old|ages? of (?:the )?(?:child|kid)|(?:child|kid)\w* ages?|edades|ages? des enfants|"
            r"wie alt|idades|возраст|كم عمر|उम्र|umar"
        ),
    ),
    (
        "rooms",
        (
            r"(?:how many|number of) rooms|cuantas habitaciones|combien de chambres|wie viele zimmer|"
            r"quantos quartos|сколько (?:номеров|комнат)|कितने कमरे|kitne kamre|كم غرفه"
        ),
    ),
    (
        "children",
        (
            r"(?:how many|any) (?:children|kids)|cuantos ninos|combien d'enfants|wie viele kinder|"
            r"quantas criancas|сколько детей|कितने बच्चे|kitne bachche"
        ),
    ),
    (
        "adults",
        (
            r"how many adults|number of adults|cuantos adultos|wie viele erwachsene|quantos adultos|"
            r"сколько взрослых"
        ),
    ),
    (
        "travellers",
        (
            r"how many (?:people|persons?|travell?ers|travelers|of you|guests|passengers|tickets?|"
            r"seats?|are|will|would|in)|(?:number|total) of (?:people|persons?|travell?ers|guests|"
            r"passengers|tickets?|seats?)|party size|who(?:'s| is| will be)? (?:travell?ing|coming|"
            r"going)|for how many|how many|cuantas personas|combien (?:de personnes|etes)|wie viele "
            r"personen|quantas pessoas|сколько (?:человек|вас)|कितने लोग|kitne log|كم شخص|كم عددكم"
        ),
    ),
    (
        "budget",
        (
            r"budget|how much (?:would|do|are|can) you (?:like to |want to )?spend|presupuesto|"
            r"orcamento|бюджет|ميزاني|बजट|bajat"
        ),
    ),
    (
        "name",
        (
            r"your (?:good |full )?name|(?:may|can) i (?:have|know|get) (?:your|the) (?:good |full "
            r")?name|who am i (?:speaking|talking|chatting)|su nombre|tu nombre|votre nom|ihr name|wie "
            r"heissen|wie heisen|seu nome|ваше имя|как вас зовут|اسمك|आपका नाम|aapka naam"
        ),
    ),
    ("email", r"e-?mail|correo|correio|почт|البريد|ईमेल"),
    (
        "phone",
        (
            r"phone|mobile number|contact number|whatsapp number|telefono|telephone|telefon|телефон|"
            r"هاتف|फोन"
        ),
    ),
    (
        "diet",
        (
            r"diet\w*|vegetarian|food (?:preference|restriction|requirement)|dieta|regime alimentaire|"
            r"ernahrung|питани"
        ),
    ),
    (
        "interests",
        (
            r"interest\w*|what (?:do|would) you (?:like|enjoy|love)|kind of (?:trip|things|experience)|"
            r"intereses|centres d'interet|interessen|interesses|интересы|interests|شوق|रुचि"
        ),
    ),
    ("occasion", r"occasion|celebrat\w+|ocasion|anlass|повод"),
    (
        "stay",
        (
            r"(?:what|which) (?:kind|type|class|category|standard) of (?:hotel|stay|accommodation)|"
            r"hotel (?:class|category|preference)|star (?:rating|hotel)"
        ),
    ),
    ("pace", r"\bpace\b|relaxed or"),
)
_BARE_MONTH = regex(
    r"\W*(?:(?:in|around|maybe|probably|perhaps|en|em|im|en el mes de|в|mahine|month of|say|it's|its) )*"
    r"(?P<month>[^\s\d.,!?]+)(?: (?:month|please|pls|maybe|probably|i think|hopefully|por favor|svp|bitte|"
    r"mein|me|में|"
    r"mahine|महीने|ok))*\W*"
)
_COMPILED = tuple((name, regex(pattern)) for name, pattern in _ASKS)
_COUNTS: frozenset[SlotName] = frozenset(
    {"nights", "days", "rooms", "children", "adults", "travellers", "infants"}
)


def asked_by(text: str) -> list[SlotName]:
    """The slots that a message of the desk asks for, in the order in which it asks."""
    plain = read(text).plain
    questions = [part for part in re.split(r"(?<=[?.!])\s+", plain) if "?" in part] or (
        [plain] if _is_request(plain) else []
    )
    found: list[tuple[int, SlotName]] = []
    base = 0
    for part in questions:
        is_pickup = bool(re.search(r"(?<!\w)(?:rent|pick)", part))
        for name, pattern in _COMPILED:
            if name == "origin" and is_pickup:
                name = "destinations"  # where a car is fetched is where the party will be
            if match := pattern.search(part):
                found.append((base + match.start(), name))
        base += len(part)
    names = [name for _, name in sorted(found)]
    if (
        "end_date" in names
        and "start_date" in names
        and len(re.findall(r"when|what|which|date|day", plain)) < 2
    ):
        names.remove("start_date")
    return list(dict.fromkeys(names))


def _is_request(plain: str) -> bool:
    return bool(
        re.search(
            (
                r"(?:tell|let) me|please (?:share|provide|give|tell|send)|may i|i need to know|need (?:your|"
                r"the)"
            ),
            plain,
        )
    )


def bare_answer(reading: Reading, wanted: SlotName, slots: dict[SlotName, Slot], today: date) -> Slot | None:
    """What a message that holds little but an answer means for the slot that was asked for."""
    plain = reading.plain.strip()
    whole = reading.span(0, len(reading.plain))
    if wanted in slots or whole == (0, 0):
        return None
    if wanted in _COUNTS:
        count = bare_count(plain)
        if (
            count is None
            and wanted in {"children", "infants"}
            and re.match(r"\W*(?:no|none|nope|non|nein|nao|нет|nahi|नहीं|لا|zero)(?!\w)", plain)
        ):
            count = 0
        if (
            count is None
            and wanted in {"travellers", "adults"}
            and re.fullmatch(
                r"\W*(?:just )?(?:me|myself|only me|i am alone|solo|yo|moi|ich|eu|я|انا)\W*", plain
            )
        ):
            count = 1
        return Slot(count, whole, confidence=0.85) if count is not None and count <= 400 else None
    if wanted == "child_ages" and re.fullmatch(
        r"[\W\d]*\d[\W\d]*(?:(?:and|y|et|und|e|и|و|aur|और|years?|yrs?|old|anos|ans|jahre?|alt|лет|года?|"
        r"سنوات|سنه|سنين|اعوام|saal|sal|साल|वर्ष)[\W\d]*)*",
        plain,
    ):
        ages = [int(age) for age in re.findall(r"\d{1,2}", plain) if int(age) <= 17]
        return Slot(ages, whole, confidence=0.9) if ages else None
    if wanted in {"start_date", "end_date"}:
        return _bare_day(reading, plain, whole, today)
    if wanted == "diet" and re.match(r"\W*(?:no|none|nothing|non|nein|nao|нет)(?!\w)", plain):
        return Slot("none", whole, confidence=0.8)
    return None


def bare_month(reading: Reading, today: date) -> Slot | None:
    """The window of a month that is all of an answer to "when?": "may", "March please", "mars"."""
    match = _BARE_MONTH.fullmatch(reading.plain.strip())
    month = MONTHS.get(match["month"]) if match else None
    if month is None:
        return None
    year = today.year + (month < today.month)
    last = calendar.monthrange(year, month)[1]
    first = max(date(year, month, 1), today)
    value = {"from": first.isoformat(), "to": date(year, month, last).isoformat()}
    return Slot(value, reading.span(0, len(reading.plain)), confidence=0.8)


def _bare_day(reading: Reading, plain: str, whole: tuple[int, int], today: date) -> Slot | None:
    from agents.understanding.moments import day_ahead

    match = re.fullmatch(r"\W*(?:on |the |am |el |le )*(\d{1,2})(?:st|nd|rd|th|\.)?\W*", plain)
    if not match or not 1 <= int(match[1]) <= 31:
        return None
    day = day_ahead(int(match[1]), today)
    return Slot(day.isoformat(), whole, confidence=0.75) if day else None
