"""What the party likes, avoids and needs: interests, pace, occasion, diet, mobility, must-see, avoid."""

import re

from agents.understanding.contract import Slot, SlotName
from agents.understanding.reading import TAKEN, Reading

# interest -> words for it; the value is the agency's plural word, so that "beach" and "playas" agree
_INTERESTS = {
    "beaches": r"beach(?:es)?|playas?|plages?|str[aä]nde?|stranden|praias?|пляж\w*|شواطئ|شاطئ|الشواطئ|बीच|समुद्र तट|seaside|samundar",
    "temples": r"temples?|templos?|tempeln?|храм\w*|معابد|المعابد|मंदिर\w*|mandir\w*|shrines?|pilgrimage",
    "nature": r"nature|naturaleza|natur(?!a)|natureza|природ\w*|الطبيعه|طبيعه|प्रकृति|wilderness|scenery|landscapes?|jungles?|rainforests?|forests?|rice (?:terraces|fields)",
    "waterfalls": r"water ?falls?|cascadas?|cascades?|wasserf[aä]lle?|cachoeiras?|водопад\w*|شلالات|झरन\w*",
    "mountains": r"mountains?|montan[ah]as?|montagnes?|berge|montanhas?|гор(?:ы|ах)|جبال|الجبال|पहाड़\w*|pahad\w*|hills?(?: stations?)?|alpine",
    "hiking": r"hik(?:e|es|ing)|trek(?:s|king|ker)?|senderismo|randonnees?|wandern|trilhas?|поход\w*|trails?",
    "diving": r"(?:scuba )?diving|dive|scuba|snorkel\w*|buceo|plongee|tauchen|schnorcheln|mergulho|дайвинг|snorquel|غوص|الغوص|snorkling",
    "surfing": r"surf(?:ing)?|surfen|серфинг\w*",
    "wildlife": r"wild ?life|safaris?|animals?|elephants?|tigers?|fauna|bird ?watching|сафари|سفاري|तिगर|monkeys?|dolphins?|whales?",
    "food": r"food(?:ie|ies)?|cuisine|culinary|gastronom\w*|comida|nourriture|essen gehen|kulinarik|еда|еду|street food|cooking class(?:es)?|طعام|الاكل|खाना|khana|wine tasting|wineries",
    "nightlife": r"night ?life|party(?:ing)?(?= |s|$)|parties|clubs?(?:bing)?|vida nocturna|vie nocturne|nachtleben|vida noturna|ночн\w+ жизн\w*|bars|discos?|pubs?",
    "shopping": r"shopping|shops|compras|einkaufen|шопинг\w*|تسوق|التسوق|शॉपिंग|kharidari|markets?|bazaars?|souks?|malls?",
    "museums": r"museums?|museos?|musees?|museen|museus?|музе\w*|متاحف|المتاحف|art galler(?:y|ies)|galleries|संग्रहालय",
    "history": r"histor(?:y|ic|ical)|heritage|monuments?|ruins|forts?|palaces?|castles?|historia|histoire|geschichte|historia|истори\w*|تاريخ|ऐतिहासिक|itihas|architecture|archaeolog\w*",
    "culture": r"cultur(?:e|al)|cultura|kultur|культур\w*|ثقافه|संस्कृति|local life|traditions?|dance shows?|festivals?",
    "adventure": r"adventur\w*|aventuras?|aventure|abenteuer|aventura|приключени\w*|مغامر\w*|रोमांच|rafting|bungee|zip ?lin\w*|paraglid\w*|atv|jet ?ski\w*|water ?sports?|sky ?div\w*|kayak\w*|canyon\w*",
    "wellness": r"wellness|spas?|massages?|yoga|meditation|ayurved\w*|retreat|спа|массаж|سبا|योग|bien-?estar|bem-?estar|relax(?:ing|ation)|detox",
    "photography": r"photograph\w*|photo ?(?:shoot|walk)s?|fotografia|photos|instagram\w*|фотограф\w*|तस्वीर",
    "golf": r"golf(?:ing)?|гольф",
    "skiing": r"ski(?:ing)?|snowboard\w*|esqui(?:ar)?|лыж\w*|snow(?! white)|نيج|बर्फ|barf",
    "islands": r"islands?(?: hopping)?|island-hopping|islas|iles|inseln?|ilhas?|остров\w*|جزر|द्वीप",
    "volcano": r"volcano(?:es|s)?|volcan(?:es|s)?|vulkan\w*|vulcao|вулкан\w*|بركان|ज्वालामुखी|mount batur|sunrise (?:trek|hike)",
    "theme parks": r"theme parks?|amusement parks?|water ?parks?|disney\w*|universal studios|parques tematicos|парк\w* развлечений|legoland|rides",
    "cruises": r"cruises?|cruceros?|croisieres?|kreuzfahrt\w*|cruzeiros?|круиз\w*|boat (?:trips?|rides?|tours?)|sailing|yacht\w*|houseboats?|catamaran",
    "road trip": r"road ?trips?|self[ -]drive|viaje por carretera|roadtrip",
    "city sights": r"sight ?seeing|city tours?|landmarks?|sights|sehenswurdigkeiten|экскурси\w*|मशहूर जगह",
    "romance": r"romantic|romantico|romantique|romantisch|романтик\w*|रोमांटिक",
    "family": r"kid[ -]friendly|child[ -]friendly|family[ -]friendly|good for kids|suitable for (?:kids|children|families)|con ninos|familienfreundlich",
    "sunsets": r"sunsets?|atardecer(?:es)?|закат\w*|غروب",
}  # fmt: skip
_INTEREST = {name: re.compile(rf"(?<![\w-])(?:{words})(?!\w)") for name, words in _INTERESTS.items()}
_ANY_INTEREST = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<i{n}>{words})" for n, words in enumerate(_INTERESTS.values()))
    + r")(?!\w)"
)
_INTEREST_NAMES = tuple(_INTERESTS)
_NO = (
    r"(?:no(?! need| problem| worries| of| idea)|not? (?:interested in|into|keen on|a fan of|fond of|really into|want(?:ing)?)|don'?t (?:want|like|need|care for|enjoy|include)(?: to (?:see|do|visit|go to))?|do not (?:want|like|need|include)|without|skip|avoid|drop|remove|leave out|exclude|except|minus|take out|rather not|hate|"
    r"not|sin|nada de|no queremos|no quiero|evitar|quitar|sans|pas de|pas d'|eviter|ohne|keine?n?|nicht|vermeiden|sem|nada de|evitar|tirar|без|не хотим|не хочу|не надо|не нужно|кроме|بدون|بلا|لا نريد|لا اريد|बिना|नहीं|bina|no more|cut|scrap|can we skip|lose)"
)
_AVOID = re.compile(
    rf"(?<!\w){_NO}\s+(?:(?:to|the|any|too many|too much|more|so many|go|going|visit|visiting|see|seeing|do|doing|a|that|all|of|la|el|los|las|le|les|den|die|das|o|os|as|в|на|to the|crowded)\s+){{0,4}}(?P<what>[\w'’-]+(?:[ ][\w'’-]+){{0,3}})"
)
_AVOID_HI = re.compile(
    r"(?P<what>[\w\u0900-\u097f'-]+)\s+(?:nahi|nahin|mat|nhi|नहीं|मत)\s+(?:chahiye|jana|dekhna|karna|rakho|chahte|चाहिए|जाना|देखना)"
)
_AVOID_END = re.compile(
    r"\s+(?:and|but|or|please|pls|this|because|as|on|in|at|for|if|instead|plz|we|i|from|with|y|et|und|e|и|add|then|aur|day|to|is|are|it|so|since|por|s'il)(?:\s.*)?$"
)
_NOT_AVOIDED = frozenset(
    "it that this sure yes yet only later thanks you me need now much money rush hurry kids children child problem one hotel hotels room flight flights budget limit preference idea issue change changes time dates date more than less visa know to worry a lot many be very really possible yet. so "
    "there here interested going happy good bad ok okay right correct what if at all anymore any fixed decided longer messages message texts contact texting messaging mind stop receive".split()
)
_MUST = re.compile(
    r"(?:must (?:see|visit|do|include|have)|must-(?:see|visit|do)s?:?|want to (?:see|visit) the|definitely (?:want to )?(?:see|visit)|don't want to miss|(?:would|it'd) be (?:amazing|great|nice|lovely|wonderful) to (?:visit|see)|bucket list:?|has to include|(?:please )?include(?: a)?(?: visit to)?|hoping to (?:see|visit)|dying to see|love to (?:see|visit))\s+(?:the )?"
)
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w'’.&-]*(?:\s+(?:of|the|de|la|and|al|&)?\s*[A-ZÀ-Þ0-9][\w'’.&-]*){0,6}")
_PACES = {
    "relaxed": r"relaxed|relaxing|slow(?: pace)?|easy[ -]?going|laid[ -]?back|leisurely|chill\w*|not (?:too )?(?:rushed|hectic|packed)|no rush|take it easy|tranquil[oa]|calme|tranquille|entspannt|gemutlich|relaxad[oa]|спокойн\w*|هادئ\w*|aaram\w*|आराम\w*",
    "full": r"packed|action[ -]packed|fast[ -]pac\w*|as much as possible|see everything|jam[ -]packed|busy itinerary|hectic is fine|насыщенн\w*|intens[oae]\w*",
    "normal": r"moderate pace|balanced|medium pace|normal pace",
}  # fmt: skip
_OCCASIONS = {
    "honeymoon": r"honey ?moon\w*|hny|luna de miel|lune de miel|voyage de noces|flitterwochen|hochzeitsreise|lua de mel|медов\w+ месяц\w*|شهر العسل|شهر عسل|हनीमून|newly ?weds?|just married",
    "anniversary": r"anniversar\w*|aniversario de (?:bodas?|casamento)|anniversaire de mariage|hochzeitstag|jahrestag|годовщин\w*|ذكري (?:زواج\w*|الزواج)|सालगिरह|saalgirah",
    "birthday": r"birth ?day|b'?day|bday|cumpleanos|anniversaire(?! de mariage)|geburtstag|aniversario(?! de)|день рождени\w*|дню рождени\w*|عيد ميلاد|जन्मदिन|janamdin",
    "wedding": r"weddings?|boda|mariage|hochzeit|casamento|свадьб\w*|زفاف|عرس|शादी|shaadi|destination wedding",
    "graduation": r"graduat\w+", "retirement": r"retire(?:ment|d)", "babymoon": r"baby ?moon", "reunion": r"reunion|get[ -]?together",
    "bachelor party": r"bachelor(?:ette)?(?: party)?|stag do|hen (?:do|party)|despedida de solter[oa]|junggesell\w+",
    "proposal": r"propos(?:e|ing) to|(?:marriage|surprise) proposal|pop the question", "business": r"business trip|conference|work trip|offsite|off-site|team outing|corporate",
    "school trip": r"school trip|college trip|study tour",
}  # fmt: skip
_DIETS = {
    "jain": r"jain|जैन", "vegan": r"vegan[oae]?s?|веган\w*|végan\w*", "halal": r"halal|حلال|халяль|हलाल", "kosher": r"kosher|cacher|koscher|кошер\w*",
    "non-vegetarian": r"non[ -]?veg\w*|eat meat|मांसाहारी", "vegetarian": r"vegetarian[oae]?s?|vegetarisch|vegetarier\w*|vegetarienne?s?|pure[ -]veg|veg(?:gie)?(?= food|etarian|gies|\W|$)|вегетариан\w*|نباتي\w*|शाकाहारी|shakahari",
    "gluten-free": r"gluten[ -]?free|sin gluten|sans gluten|glutenfrei|sem gluten|без глютена|coeliac|celiac", "lactose-free": r"lactose[ -]\w+|dairy[ -]free", "nut allergy": r"(?:pea)?nut[ -]allerg\w*|allergic to (?:pea)?nuts",
    "seafood allergy": r"(?:sea ?food|shell ?fish)[ -]allerg\w*|allergic to (?:sea ?food|shell ?fish)", "no pork": r"no pork", "no beef": r"no beef",
}  # fmt: skip
_MOBILITIES = {
    "wheelchair": r"wheel ?chairs?|silla de ruedas|fauteuil roulant|rollstuhl\w*|cadeira de rodas|инвалидн\w+ коляск\w*|كرسي متحرك|व्हीलचेयर|disabled|handicap\w*",
    "limited walking": r"can'?t walk (?:much|far|long)|cannot walk (?:much|far|long)|(?:limited|reduced|restricted) mobility|mobility (?:issues?|problems?)|bad knees?|knee (?:problem|pain|surgery|replacement)\w*|walking (?:difficult\w*|problem|stick|issues?)|hard to walk|difficulty walking|not too much walking|less walking|"
    r"no long walks|movilidad reducida|mobilite reduite|gehbehindert|mobilidade reduzida|плохо ходит|step[ -]free|no stairs|crutches|elderly (?:parents|travell?ers|couple|people)|senior citizens?|old parents",
    "stroller": r"stroller|pushchair|pram|buggy|kinderwagen|poussette|carrinho de bebe|коляск\w*(?! инвалид)",
}  # fmt: skip
_TABLES: tuple[tuple[SlotName, dict[str, str]], ...] = (
    ("pace", _PACES),
    ("occasion", _OCCASIONS),
    ("diet", _DIETS),
    ("mobility", _MOBILITIES),
)
_COMPILED = tuple(
    (slot, [(value, re.compile(rf"(?<![\w-])(?:{words})(?!\w)")) for value, words in table.items()])
    for slot, table in _TABLES
)


def wishes(reading: Reading) -> dict[SlotName, Slot]:
    """Interests, avoid, pace, occasion, diet and mobility, each only as the customer said it."""
    slots: dict[SlotName, Slot] = {}
    avoided, reading = _avoided(reading)
    if avoided:
        slots["avoid"] = avoided
    for slot, table in _COMPILED:
        for value, pattern in table:
            if match := pattern.search(reading.plain):
                if slot not in slots:
                    slots[slot] = Slot(value, reading.span(*match.span()), confidence=0.9)
                if slot in {"occasion", "diet"}:
                    reading = reading.without(match.span())
    interests = _interests(reading)
    if interests:
        slots["interests"] = interests
    return slots


def _avoided(reading: Reading) -> tuple[Slot | None, Reading]:
    things: list[str] = []
    spans: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_AVOID, _AVOID_HI):
        for match in pattern.finditer(reading.plain):
            words = _AVOID_END.sub("", match["what"])
            if TAKEN in words or not words or words.split()[0] in _NOT_AVOIDED:
                continue
            known = next(
                (name for name, names in _INTEREST.items() if names.match(words) or names.search(words)), None
            )
            is_firm = re.match(
                r"(?:can we )?(?:skip|avoid|drop|remove|leave out|exclude|cut|take out|scrap|hate)",
                match.group(),
            )
            if not known and not is_firm:
                continue
            things.append(known if known and known not in {"volcano"} and len(words.split()) <= 2 else words)
            spans.append((match.start("what"), match.start("what") + len(words)))
            taken.append((match.start(), match.start("what") + len(words)))
            more = re.match(
                r"\s*(?:,|or|and|nor|y|ni|et|und|oder|e|ou|и|или)\s+(?:no |the )?([\w-]+(?: [\w-]+)?)",
                reading.plain[spans[-1][1] :],
            )
            if (
                more
                and not is_firm
                and (other := next((n for n, names in _INTEREST.items() if names.match(more[1])), None))
            ):
                things.append(other)
                taken.append((spans[-1][1], spans[-1][1] + more.end()))
                spans[-1] = (spans[-1][0], spans[-1][1] + more.end())
    if not things:
        return None, reading
    slot = Slot(list(dict.fromkeys(things)), reading.span(spans[0][0], spans[-1][1]), confidence=0.85)
    return slot, reading.without(*taken)


def _interests(reading: Reading) -> Slot | None:
    found: dict[str, tuple[int, int]] = {}
    for match in _ANY_INTEREST.finditer(reading.plain):
        name = _INTEREST_NAMES[int((match.lastgroup or "i0")[1:])]
        after = reading.plain[match.end() : match.end() + 16]
        if (
            re.match(
                r"\s*(?:hotel|resort|view|front|facing|bag|towel|club|villa|house|night|visa)(?!\w)", after
            )
            and name != "wellness"
        ):
            continue
        found.setdefault(name, match.span())
    if not found:
        return None
    spans = list(found.values())
    return Slot(list(found), reading.span(spans[0][0], spans[-1][1]), confidence=0.85)


def must_see(reading: Reading) -> tuple[dict[SlotName, Slot], Reading]:
    """`must_see`: the names of sights that the customer asks for by name."""
    names: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _MUST.finditer(reading.plain):
        if match.end() >= len(reading.plain):
            break
        first = reading.starts[match.end()]
        name = _CAPITALS.match(reading.text[first:])
        if not name or TAKEN in reading.plain[match.end() : match.end() + 2]:
            continue
        words = re.split(r"\s+(?:while|if|in|when|during|with)\b", name.group())[0].rstrip(".,'’&-")
        names.append(words)
        spans.append((first, first + len(words)))
    if not names:
        return {}, reading
    slot = Slot(list(dict.fromkeys(names)), (spans[0][0], spans[-1][1]), confidence=0.75)
    return {"must_see": slot}, reading.without(*(reading.range_of(*span) for span in spans))
