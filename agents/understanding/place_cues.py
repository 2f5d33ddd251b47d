"""The words around a place that say whether a trip starts there or goes there."""

from agents.regexes import regex
from agents.understanding.reading import words

FILL = (
    r"(?:\s+(?:the|city|town|of|beautiful|lovely|sunny|downtown|central|airport|island|islands|"
    r"area|la|el|le|les|los|las|der|die|das|den|o|os|as|near|around|both|either|only|perhaps|"
    r"maybe|also|is|my|be|will|would|it's|it)){0,3}\s*$"
)
FROM = regex(
    (
        r"(?<!\w)(?:(?<!away )(?<!days )(?<!options )(?<!hear )(?:from|frm|fm)|ex|out of|leav\w*|"
        r"depart\w*(?: "
        r"from| out of| city| at| in)?|origin\w*|start(?:ing)? (?:from|in|at|point)|based (?:in|out "
        r"of)|live in|living in|reside in|residing in|i'm in|i am in|home is|flying out of|take off "
        r"from|"
        r"desde|saliendo de|salida(?: de| desde)?|salgo de|salimos de|vivo en|vivimos en|somos de|"
        r"soy de|depuis|part(?:ons|ent)? de|on part de|partir de|au depart de|depart de|partant de|"
        r"en partance de|j'habite a|nous habitons a|"
        r"ab|von|aus|abflug(?: ab| von)?|wohne in|wohnen in|saindo de|partindo de|moro em|moramos "
        r"em|sou de|somos de|"
        r"из|вылет из|отправление из|живу в|живем в|من|انطلاقا من|نعيش في|اسكن في)"
    )
    + FILL
)
TO = regex(
    (
        r"(?<!\w)(?:to|into|towards|in|at|for|visit\w*|explor\w*|see|around|about|like|love|do|"
        r"choose|prefer|via|heading|headed|bound|destination\w*|going|go|fly|trip|tour|holiday|"
        r"vacation|travel|reach\w*|stay\w*|plan\w*|book|want|near|through|arriv\w*(?: in| at)?|city "
        r"is|"
        r"a|en|hacia|para|por|visitar|conocer|ir a|viajar a|vers|au|aux|visiter|aller|nach|in|auf|"
        r"besuchen|richtung|em|no|na|nas|nos|в|во|на|посетить|до|الي|في|زياره|ل|نحو|السفر|رحله)"
    )
    + FILL
)
FETCH = regex(
    (
        r"(?<!\w)(?:rent\w*|pick\w*|collect\w*|hire)(?: (?:it|one|a|the|my|up|car|vehicle|suv|sedan|"
        r"this)){0,4} (?:from|in|at)"
    )
    + FILL
)
POST_FROM = regex(r"^\s*(?:se|से)(?!\w)(?!\s*(?:\d|badhiya))")
POST_TO = regex(
    r"^\s*(?:jana|jaana|ghumna|ghoomna|jane|jaane|trip|tour|ke liye|ka|ki|mein|me|main|tak|chal|"
    r"जाना|घूमना|जाने|के लिए|की|का|में|trip|tour|holiday|vacation|package|honeymoon|itinerary|"
    r"reise|urlaub)(?!\w)"
)
NEXT = regex(
    r"^\s*(?:,|;|/|&|\+|->|>|then|and then|and|or|plus|as well as|followed by|y|e|o|ou|et|und|"
    r"oder|и|или|و|او|aur|ya|और|या|to|-|,\s*(?:and|or|then|y|e|et|und|и))\s*(?:the |also |then |"
    r"maybe |onward to |to )*$"
)
OR = regex(r"(?<!\w)(?:or|o|ou|oder|или|او|ya|या|either|vs|versus)(?!\w)|/")
NAME = (
    r"(?:(?:St|Ste|Mt|Ft)\.|(?:Santo|Santa|San|Saint|Port|Fort|Mount|Lake|New|El|La|Las|"
    r"Los)(?=\s)|[A-ZÀ-ÖØ-ÞА-Я][\w'’\-]*)"
)
LINK = r"(?:\s+(?:de|del|da|do|dos|das|di|la|le|las|los|el|al|of|the|e|y|und|am|an|der|ob|im|upon|sur)){0,2}"
CAPITALS = rf"{NAME}(?:{LINK}\s+{NAME}){{0,4}}"
UNKNOWN = regex(
    rf"(?<!\w)(?P<cue>[Ff]rom|[Tt]o|[Ii]n|[Vv]isit(?:ing)?|[Nn]ear|[Nn]ach|[Dd]esde|[Hh]acia|"
    rf"[Pp]ara|[Vv]on|[Ss]aindo de|[Dd]epuis|из|в|на|going to|"
    rf"(?:[Ii]r|[Vv]iajar|[Vv]olar) a|[Aa]ller (?:à|a)|(?:[Ii]r|[Vv]iajar) (?:para|pra|a)|"
    rf"see)\s+(?:the\s+)?(?P<names>{CAPITALS}(?:\s*,\s*(?:and\s+)?{CAPITALS}|\s+(?:and|or|"
    rf"&)\s+{CAPITALS})*)"
)
ONE_NAME = regex(CAPITALS)
NOT_NAMES = words(
    "I We Hi Hello Hey Please Thanks Thank My Our The A An It This That Can Could Would Yes No "
    "Ok Okay Mr Mrs Ms Dr Sir Madam Also And But January February March April May June July "
    "August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter Diwali Holi Eid "
    "New Year USD INR EUR GBP AED Maybe Looking Hoping By Ideally Budget You Your Sedan SUV "
    "Luxury Economy EV Bye What When Where How Why Which Who There Is Are Do Does "
    "Business English Hindi Spanish French German Arabic Russian Portuguese PDF WhatsApp Email "
    "Whatsapp Airbnb Looking Need One Two Three Four Five Six Family"
)
LOWER_PAIR = regex(
    r"(?<!\w)(?:from|leaving) (?P<a>[a-z][a-z'.-]+(?: [a-z][a-z'.-]+){0,2}?),? (?:to|going to|"
    r"heading to|and go to|travell?ing to) (?P<b>[a-z][a-z'.-]+(?: "
    r"[a-z][a-z'.-]+)?)(?=\s*(?:[,.!?]|$|on |for |in |with |this |next |by |at |please|from |"
    r"and ))"
)
COMMON = words(
    "the a an my our your this that it there here home work house hotel airport now today "
    "tomorrow start end begin be do go have make get me you us them him her one someone anyone "
    "place somewhere anywhere beach mountains city town room trip "
    "holiday vacation early late morning evening night day week weekend month time all "
    "everything nothing scratch know see stay book plan travel visit office abroad bed date "
    "dates"
)
SOUND_ALIKE = words(
    "sedan sudan party price places place planning plane plans later money month months nights "
    "people please hotel really range rest relax rome's temple beach beaches could would costs "
    "total tours around italian french german "
    "spanish indian chinese russian english thai greek turkish going family friday monday "
    "sunday trip trips mountain mountains snow there where these this morning evening "
    "breakfast dinner lunch order summer winter spring check minimum maximum "
    "march marche mall mails mail male mile miles mice pool pools many manly bath beta data "
    "date dates delhi's grand granddad granny canned canal chain chin china's india's parts "
    "pasta paper papers sanity sister siblings vegan vegans vegas dairy "
    "business budget burger malt maltese visit visits visa visas route route's reach range "
    "roam roman romantic romance seat seats soul seal special spare senior seniors single "
    "similar singles natal natural nature native lions loving leave leaving "
    "personne personnes personas pessoas pareja partir parents parent parque paid pair bare "
    "barely basic baby babies bring bringing kids kinda kind kindly child children cheap "
    "choose chose class clean close cabin cable cafe cases"
)
SAID_OTHERWISE = words(
    "yes no yeah yep nope ok okay sure not dont don't know idea what why when how who help "
    "stop hi hello thanks thank please skip any maybe later cancel anything everything you i "
    "we is are can could do does will would later nowhere undecided want need like leave going "
    "gonna think rent too also together as well only si sim oui ja nein non nao да нет नहीं हाँ لا نعم"
)
# Places of the same name in Portuguese, where they have an article: "no Nepal" is in Nepal.
NO_MEANS_IN = frozenset(
    {
        "nepal",
        "sri lanka",
        "kerala",
        "rio",
        "rio de janeiro",
        "cairo",
        "porto",
        "qatar",
        "peru",
        "laos",
        "kuwait",
    }
)
