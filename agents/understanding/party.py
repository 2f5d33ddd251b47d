"""Who travels: adults, children with ages, infants, and heads when nobody was told apart."""

import re
from dataclasses import dataclass, field

from agents.understanding.contract import Slot, SlotName
from agents.understanding.numbers import ENGLISH, LANGUAGE_WORDS, SAFE_WORDS, count_of, counted, number
from agents.understanding.reading import Reading

_ADULTS = {
    "en": r"(?:adult (?:people|guests?|travell?ers?)|adults?|grown[ -]?ups?|ads?|adt|(?:(?<=\d)|(?<=\d ))a(?=\s*[+&/,]?\s*\d?\s*c\b))", "hi": r"वयस्क|बड़े|bade|vayask",
    "es": r"adultos?|mayores", "fr": r"adultes?", "de": r"erwachsenen?r?", "pt": r"adultos?", "ru": r"взрослых|взрослые|взрослый|взрослого|взр", "ar": r"بالغين|بالغون|بالغ|كبار|راشدين",
}  # fmt: skip
_CHILDREN = {
    "en": r"(?:(?:small|young|little|teenage|school[ -]age)\s+)?(?:kids?|kiddos?|kiddies|children|child|chd|(?:(?<=\d)|(?<=\d ))(?:ch|c)|ankle[ -]biters?|little ones?|little people|toddlers?|boys?|girls?|sons?|daughters?|teens|teenagers?|minors?|grandkids|grandchildren|grandsons?|granddaughters?|nephews?|nieces?)",
    "hi": r"बच्चे|बच्चों|बच्चा|बच्ची|bacche|bachche|bachhe|bache|bachon|bacchon|bachcha|baccha|bachi", "es": r"ninos?|ninas?|hij[oa]s?|menor(?:es)?|chicos|peques",
    "fr": r"enfants?|gosses?|ados?", "de": r"kind(?:ern?|er)?|kids", "pt": r"criancas?|filh[oa]s?", "ru": r"детей|дети|детьми|ребенок|ребенка|ребенком", "ar": r"اطفال|طفل|طفله|اولاد|ابناء",
}  # fmt: skip
_INFANTS = {
    "en": r"(?:(?:small|little|tiny|new) )?(?:infants?|bab(?:y|ies)(?: girls?| boys?)?|newborns?|inf)", "hi": r"शिशु", "es": r"bebes?", "fr": r"bebes?|nourrissons?", "de": r"babys?|sauglinge?|kleinkind",
    "pt": r"bebes?", "ru": r"младенцев|младенца|младенец|младенцем|грудничок|грудничка|малыш", "ar": r"رضيع|رضع|رضيعه",
}  # fmt: skip
_HEADS = {
    "en": r"(?:of us|of me|people|persons?|travell?ers?|travelers?|pax|guests?|passengers?|heads|tickets?|seats?|members|friends|ladies|guys|couples?|families|family members|seniors|participants|(?:(?<=\d)|(?<=\d ))p(?=\W|$))",
    "hi": r"लोग|लोगों|जन|व्यक्ति|log|logon|logo|loag|jan|jane|bande|members|sawari", "es": r"personas?|viajeros?|amig[oa]s|pax|pasajeros", "fr": r"personnes?|voyageurs?|amis|pers\.?",
    "de": r"personen|leuten?|person|reisende|freunde", "pt": r"pessoas?|viajantes?|amigos|passageiros", "ru": r"человек|человека|чел\.?|персон|людей|туристов|туриста", "ar": r"اشخاص|شخص|افراد|مسافرين|انفار",
}  # fmt: skip
_COUNTED = {
    "adults": counted(_ADULTS),
    "infants": counted(_INFANTS),
    "children": counted(_CHILDREN),
    "travellers": counted(_HEADS),
}
_ORPHAN = re.compile(
    r"(?:no|without(?: any)?|zero|0|sin|sans|ohne|keine|sem|без|بدون|bina|कोई नहीं)\s+(?:the\s+)?(?P<noun>kids?|children|child|ninos|enfants|kinder|criancas|детей|اطفال|bachch?e|infants?|bab(?:y|ies))(?!\w)|(?P<only>adults? only|just adults|child[ -]?free)"
)
_NUM = rf"(?:\d{{1,2}}|{SAFE_WORDS}|{ENGLISH})"
_GROUP = re.compile(
    rf"(?:(?:family|group|party|team|total|bunch|groupe|famille|familia|grupo|familie|gruppe|группа|семья(?: из)?) (?:of|de|di|von|из) (?P<a>{_NUM}))(?!\w)"
    rf"|(?:we are|we're|we r|we will be|we'll be|being|somos|nous sommes|on est|wir sind|somos em|estamos en|seremos|serons|мы едем|едем|нас будет|нас|мы|نحن|عددنا|हम|hum) "
    rf"(?:a |about |around |only |just |a total of |a group of |a family of |totally |total |zu |tous les |em |غير |كلنا )?(?P<b>{_NUM}|{LANGUAGE_WORDS['ru']}|{LANGUAGE_WORDS['es']}|{LANGUAGE_WORDS['fr']}|{LANGUAGE_WORDS['de']}|{LANGUAGE_WORDS['pt']}|{LANGUAGE_WORDS['ar']}|{LANGUAGE_WORDS['hi']}|{LANGUAGE_WORDS['hinglish']})(?!\w| ?(?:adult|erwachs|adulte|взросл|nights?|days?|noches|nuits|hours|star|room|minut|км))"
    rf"|(?:there are|there will be|there'll be|there would be) (?:just |only |a total of )?(?P<h>{_NUM})(?=\s*(?:$|[,.!?]|in total|total|altogether|of us|going|travel|coming|in (?:our|the|my) (?:group|party)))"
    rf"|(?:zu|a) (?P<c>zweit|dritt|viert|funft|sechst|siebt|acht)(?!\w)"
    rf"|(?:just |only )?(?:the |both |all )(?P<d>two|three|four|five|six|seven|eight) of (?:us|them)"
    rf"|(?P<e>вдвоем|втроем|вчетвером|впятером)"
    rf"|(?:for|para|pour|fur|для|на|book|hold) (?P<f>{_NUM})(?=\s*(?:please|pls|$|[,.!?\x1f]|for (?:a|one|two|three|four|five|\d|\x1f)|on |from |in |at |with |today|tonight|tomorrow))"
    rf"|(?:guests|pax|people|persons|passengers|travellers|travelers|heads|adults and children|participants)\s*(?:is|are|:|=|-)\s*(?P<g>\d{{1,2}})(?!\w)"
)
_DRITT = {"zweit": 2, "dritt": 3, "viert": 4, "funft": 5, "sechst": 6, "siebt": 7, "acht": 8}
_PLUS = re.compile(
    r"(?<![\w.,/+])(?P<a>\d{1,2})\s*(?:a|ad|adults?)?\s*\+\s*(?P<c>\d{1,2})\s*(?P<k>c|ch|chd|kids?|child(?:ren)?)?(?:\s*\+\s*(?P<i>\d)\s*(?:i|inf)?)?(?![\w.])(?!\s*(?:nights|days|hours|stops))"
)
_COLON = re.compile(
    r"(?P<who>adults?|ad|kids?|child(?:ren)?|infants?|erwachsene|kinder|adultos|ninos|adultes|enfants|criancas|взрослых|взрослые|детей|дети)\s*(?:is|are|:|=|-)\s*(?P<n>\d{1,2})(?![\w/.+]| ?(?:y|years|&|and \d))"
)
_PAIR = re.compile(
    r"(?P<two>(?:me|myself|i)(?:,)? (?:and|&|n|with|plus|\+) (?:my )?(?:wife|husband|hubby|spouse|partner|girlfriend|boyfriend|gf|bf|fiance|friend|mom|mum|mother|dad|father|sister|brother|mate|colleague|bestie|better half)|"
    r"(?:my )?(?:wife|husband|hubby|spouse|partner|girlfriend|boyfriend|gf|bf|fiance|friend|mom|mum|mother|dad|father|sister|brother) (?:and|&|n) (?:me|i|myself)|me[, ]+my (?:wife|husband|partner)|(?:as|are|for|we're|were) a couple|us a couple|"
    r"couple trip for two|young couple|married couple|elderly couple|retired couple|newlyweds?|newly ?weds|mi (?:esposa|esposo|marido|mujer|pareja|novia|novio) y yo|(?:yo y )mi (?:esposa|esposo|marido|pareja)|ma femme et moi|mon mari et moi|moi et m(?:a|on) (?:femme|mari|copine|copain)|meine frau und ich|mein mann und ich|ich und mein(?:e)? (?:frau|mann|freundin|freund)|"
    r"minha (?:esposa|mulher|namorada) e eu|meu (?:marido|esposo|namorado) e eu|eu e (?:minha|meu) (?:esposa|marido|mulher|namorada|namorado)|мы с (?:женой|мужем|девушкой|парнем)|(?:я и|с) (?:женой|мужем)|انا وزوجتي|انا وزوجي|मैं और मेरी पत्नी|main aur meri (?:wife|biwi|patni)|mai aur meri (?:wife|biwi)|(?:wife|biwi) aur main|with my (?:wife|husband|hubby|partner|girlfriend|boyfriend))"
    r"(?P<more>(?:[, ]+(?:and |& |with |also )?(?:my |our |and |& )(?:mom|mum|mother|dad|father|sister|brother|wife|husband|friend|aunt|uncle|mother in law|father in law)(?:'s)?(?! (?:and i|birthday)))*)"
)
_PARENTS = re.compile(
    r"(?:me|myself|i) (?:and|with|&) my (?P<who>parents|mom and dad|mum and dad|mother and father|in-?laws|two friends|2 friends|three friends|3 friends)|(?:my|our) (?P<our>parents|in-?laws)(?= (?:are|want|will|would|need))"
)
_SOLO = re.compile(
    r"(?<!\w)(?:solo (?:travell?er|traveler|trip|female|woman|male|backpacker|adventure)|travell?ing (?:solo|alone)|travel (?:solo|alone)|solo(?! women)|just me|only me|just myself|for me only|me only|just for me|by myself|on my own|alone|myself only|single (?:traveller|traveler|occupancy)|only 1 person|for myself|"
    r"viajo sol[oa]|solo yo|para mi sol[oa]|je (?:pars|voyage) seule?|juste moi|ich reise allein|nur ich|allein|viajo sozinh[oa]|sozinh[oa]|so eu|apenas eu|я один|я одна|поеду один|поеду одна|одного человека|وحدي|بمفردي|لوحدي|अकेल[ाेी]|akel[aei]|sirf main|sirf mai)(?!\w)"
)
_ONE_OF_US = re.compile(r"(?:(?:booking|reservation|room|ticket|trip)s?(?: is| would be| will be)? (?:just |only )?for my|only my) (?:mom|mum|mother|dad|father|son|daughter|nephew|niece|brother|sister|wife|husband|uncle|aunt|friend|boss|colleague|grand\w+)(?!s|\w|'s| and| &|,)")
# "I'll stay six days, my budget is …": one traveller, unless somebody else comes into it.
_LONE = re.compile(r"(?<!\w)(?:i'll|i will|i want to|i plan to|i'd like to|i am going to|i'm going to|i would like to)(?: be)? stay(?:ing)?(?: for)?(?= \d)")
_COMPANY = re.compile(r"(?<!\w)(?:we|us|our|ours|we're|we'll|we'd|my (?:family|wife|husband|kids|children|parents|friends?|partner|girlfriend|boyfriend|son|daughter|mother|father|group|team)|family of|together)(?!\w)")
_COUPLES = re.compile(
    rf"(?<!\w)(?P<n>{_NUM}|a|due|deux|dos|zwei) (?P<what>couples?|parejas|paare|casais|пары)(?!\w| of)"
)
_KIN = re.compile(
    r"(?<!\w)(?:my|our|nuestr[oa]|mi|notre|unser(?:e|em)?|meine?[mr]?|meu|minha|mere?|meri|мой|моя|нашим|моим|моей)\s+(?P<mid>(?:little |small |young |teenage |baby |only |\d+[ -]year[ -]old |\w+ year old )?)(?P<who>twins|triplets|son|daughter|kid|child|toddler|grandson|granddaughter|hij[oa]|fils|fille|sohn|tochter|filh[oa]|beta|beti|сыном|дочкой|дочерью|сын|дочь)(?!\w|'s| in law| birthday)"
)
_OUR_BABY = re.compile(r"(?<!\w)(?:my|our|nuestro|notre|unser|nosso) (?:little |new )?(?:baby|infant|newborn|bebe)(?: girl| boy| son| daughter)?(?!\w)")
_YEARS = r"(?:-| )?(?:years?|yr?s?|y/?o|yo|anos?|ans|jahre?|anni|лет|года|год|سنوات|سنه|साल|saal|sal)(?:[ -]?(?:old|alt|ka|ki|ke))?"
_AGES = re.compile(
    rf"(?:(?:aged|ages?|age|aged between|de edad|de|ages are|edades|ages? de|im alter von|idades?|alter|возраст\w*|umar|उम्र|عمر\w*|who (?:is|are)|kids? (?:is|are)|children are|\()\s*(?:is |are |of |de |: ?)?)"
    rf"(?P<list>\d{{1,2}}(?:(?:{_YEARS})?\s*(?:,|and|&|y|et|und|e|и|و|aur|/|\+)+\s*\d{{1,2}})*)(?![\w%.]|/\d)(?P<unit>{_YEARS})?"
)
_AGE = re.compile(
    rf"(?<![\w.,/])(?P<list>(?:\d{{1,2}}|{ENGLISH})(?:(?:{_YEARS})?\s*(?:,|and|&|y|et|und|e|и|و|aur|/)+\s*(?:a |an )?(?:\d{{1,2}}|{ENGLISH}))*)(?P<unit>{_YEARS})(?!\w)(?P<ago>\s*(?:ago|anniversary|of marriage|validity|experience|together))?"
)
_MONTHS_OLD = re.compile(
    r"(?<![\w.])(?P<n>\d{1,2})[ -]?(?:months?|mo|mth|meses|mois|monate|месяц(?:ев|а)?)[ -]?(?:old|alt|baby)?(?=\s*(?:old|baby|infant|kid|child|son|daughter)|[ -]?old)"
)
_AGE_OF_ADULT = re.compile(
    r"(?:(?:i am|i'm|we are|mother|father|mom|mum|dad|parents|wife|husband|grand\w+|senior|lady|man|woman|couple)\W+(?:is |are |aged |of )?(?:also )?)$"
)


@dataclass
class _Party:
    """The counts found so far, with where each was said."""

    reading: Reading
    found: dict[SlotName, Slot] = field(default_factory=dict)

    def put(self, name: SlotName, value: object, begin: int, end: int, confidence: float = 0.95) -> None:
        if name not in self.found:
            self.found[name] = Slot(value, self.reading.span(begin, end), confidence=confidence)

    def take(self, begin: int, end: int) -> None:
        self.reading = self.reading.without((begin, end))


def party(reading: Reading) -> tuple[dict[SlotName, Slot], Reading]:
    """Counts and ages of the party. Children under two are infants and have no entry in `child_ages`."""
    found = _Party(reading)
    _read_ages(found)
    _read_shorthand(found)
    _read_counts(found)
    _read_company(found)
    return found.found, found.reading


def lone_traveller(reading: Reading) -> Slot | None:
    """One traveller, supposed, where somebody speaks of "my" stay and of nobody else."""
    match = _LONE.search(reading.plain)
    if not match or _COMPANY.search(reading.plain):
        return None
    return Slot(1, reading.span(*match.span()), confidence=0.5)


def _read_ages(party: _Party) -> None:
    ages: list[int] = []
    where: list[tuple[int, int]] = []
    babies = 0
    for pattern in (_AGES, _AGE):
        for match in pattern.finditer(party.reading.plain):
            before = party.reading.plain[max(0, match.start() - 24) : match.start()]
            if (
                match.groupdict().get("ago")
                or _AGE_OF_ADULT.search(before)
                or not _speaks_of_age(party, match)
            ):
                continue
            values = [number(word) for word in re.findall(rf"\d{{1,2}}|{ENGLISH}", match["list"])]
            young = [value for value in values if value is not None and value <= 17]
            ages += [value for value in young if value >= 2]
            babies += sum(value < 2 for value in young)
            if young:
                where.append(match.span())
                party.take(*match.span("list"))
    for match in _MONTHS_OLD.finditer(party.reading.plain):
        babies += 1
        where.append(match.span())
        party.take(*match.span())
    if ages:
        party.put("child_ages", ages, where[0][0], where[-1][1], 0.93)
        party.put("children", len(ages), where[0][0], where[-1][1], 0.9)
    if babies:
        party.put("infants", babies, where[0][0], where[-1][1], 0.9)


def _speaks_of_age(party: _Party, match: re.Match[str]) -> bool:
    if match["unit"]:
        return True
    around = party.reading.plain[max(0, match.start() - 40) : match.end()]
    child = "|".join((*_CHILDREN.values(), r"aged?", "ages"))
    return bool(re.search(rf"(?<!\w)(?:{child})(?!\w)", around)) and not re.search(
        r"\(\s*$", match.group()[:0]
    )


def _read_shorthand(party: _Party) -> None:
    if match := _PLUS.search(party.reading.plain):
        party.put("adults", int(match["a"]), *match.span(), 0.88)
        party.found.pop("children", None) if int(match["c"]) else None
        party.put("children", int(match["c"]), *match.span(), 0.85 if not match["k"] else 0.95)
        if match["i"]:
            party.put("infants", int(match["i"]), *match.span(), 0.85)
        party.take(*match.span())
    for match in _COLON.finditer(party.reading.plain):
        name: SlotName = (
            "adults"
            if match["who"][0] in "aeвв" and match["who"] != "enfants"
            else "infants"
            if "inf" in match["who"]
            else "children"
        )
        party.put(name, int(match["n"]), *match.span())
        party.take(*match.span())


def _read_counts(party: _Party) -> None:
    names: tuple[SlotName, ...] = ("adults", "infants", "children", "travellers")
    aged = party.found.get("children")
    for name in names:
        total, first, last = 0, -1, -1
        for match in _COUNTED[name].finditer(party.reading.plain):
            count = count_of(match)
            if count is None or not _is_party(party, match, name):
                continue
            if name == "travellers" and re.match(r"couples?|families", match["noun"] or ""):
                continue
            total += count
            first, last = (match.start() if first < 0 else first), match.end()
            party.take(*match.span())
            if name in {"adults", "travellers"}:
                break
        if first < 0:
            continue
        if name == "children" and aged:
            if total >= aged.value:
                party.found.pop("children")
            elif total:
                continue
        party.put(name, total, first, last)
    if match := _ORPHAN.search(party.reading.plain):
        name = "infants" if match["noun"] and re.match("inf|bab", match["noun"]) else "children"
        party.put(name, 0, *match.span())
        party.take(*match.span())


def _is_party(party: _Party, match: re.Match[str], name: SlotName) -> bool:
    plain = party.reading.plain
    before, after = plain[max(0, match.start() - 22) : match.start()], plain[match.end() : match.end() + 12]
    if re.search(
        r"(?:seats?|sleeps?|capacity(?: of)?|than|per|for every)\s*(?:up to |about )?$",
        before,
    ):
        return False
    words = match.group()
    if (
        name == "children"
        and re.match(r"\s*c\b", words[-2:])
        and "+" not in before[-3:]
        and not re.search(r"\d\s*a", before[-4:])
    ):
        return False
    if name == "travellers" and re.match(r"an?\s", words) and not re.search(r"person|people", words):
        return False
    return not re.match(
        r"\s*(?:less|fewer|more per|tent|rooms?\b|pool|club|menu|discount)|[-' ]?friendly|'s club", after
    )


def _read_company(party: _Party) -> None:
    plain = party.reading.plain
    if match := _PAIR.search(plain):
        more = len(re.findall(r"\b(?:mom|mum|mother|dad|father|sister|brother|wife|husband|friend|aunt|uncle)\b", match["more"] or ""))
        party.put("adults", 2 + more, *match.span(), 0.85)
        party.take(*match.span())
    elif match := _PARENTS.search(plain):
        who = match["who"] or match["our"]
        count = (
            3
            if who and match["who"] and "friend" not in who
            else 3
            if who and who[0] in "t2"
            else 4
            if match["who"]
            else 2
        )
        party.put("adults", count, *match.span(), 0.7)
    elif match := _COUPLES.search(plain):
        count = 1 if match["n"] == "a" else number(match["n"]) or 1
        party.put("adults", 2 * count, *match.span(), 0.8)
    if match := _GROUP.search(party.reading.plain):
        words = next(value for value in match.groupdict().values() if value)
        heads = _DRITT.get(words) or number(words)
        if heads and heads < 400:
            name: SlotName = "adults" if heads == 1 and match["f"] else "travellers"
            party.put(name, heads, *match.span(), 0.85 if match["f"] or match["b"] else 0.95)
    if not party.found and (match := _ONE_OF_US.search(plain)):
        party.put("travellers", 1, *match.span(), 0.6)
    if not party.found and (match := _SOLO.search(plain)):
        party.put("adults", 1, *match.span(), 0.85)
    kin = list(_KIN.finditer(party.reading.plain))
    if kin and "children" not in party.found:
        heads = sum({"twins": 2, "triplets": 3}.get(match["who"], 1) for match in kin)
        party.put("children", heads, kin[0].start(), kin[-1].end(), 0.7)
    if (match := _OUR_BABY.search(party.reading.plain)) and "infants" not in party.found:
        party.put("infants", 1, *match.span(), 0.75)
