"""What people like, avoid and need, in eight languages: the words that `wishes` reads."""

import re

from agents.regexes import regex
from agents.understanding.contract import SlotName
from agents.understanding.late_mornings import LATE_MORNINGS
from agents.understanding.reading import words

# interest -> words for it; the value is the agency's plural word, so that "beach" and "playas" agree
INTERESTS = {
    "beaches": (
        r"beach(?:es)?|playas?|plages?|str[aä]nde?|stranden|praias?|пляж\w*|"
        r"(?<!не )(?<!вид )(?<!видом )(?:на|к|у) мор[еюя]|شواطي|شاطي|الشاطي|الشواطي|बीच|"
        r"समुद्र तट|seaside|samundar"
    ),
    "temples": r"temples?|templos?|tempeln?|храм\w*|معابد|المعابد|मंदिर\w*|mandir\w*|shrines?|pilgrimage",
    "nature": (
        r"nature|naturaleza|natur(?!a)|natureza|природ\w*|الطبيعه|طبيعه|प्रकृति|wilderness|scenery|"
        r"landscapes?|jungles?|rainforests?|forests?|rice (?:terraces|fields)"
    ),
    "waterfalls": r"water ?falls?|cascadas?|cascades?|wasserf[aä]lle?|cachoeiras?|водопад\w*|شلالات|झरन\w*",
    "mountains": (
        r"mountains?|montan[ah]as?|montagnes?|berge|montanhas?|гор(?:ы|ах)|جبال|الجبال|पहाड\w*|"
        r"pahad\w*|hills?(?: stations?)?|alpine"
    ),
    "hiking": r"hik(?:e|es|ing)|trek(?:s|king|ker)?|senderismo|randonnees?|wandern|trilhas?|поход\w*|trails?",
    "diving": (
        r"(?:scuba )?diving|dive|scuba|buceo|plongee|tauchen|mergulho|"
        r"дайвинг|غوص|الغوص"
    ),
    "snorkelling": r"snorkel\w*|snorkling|schnorch\w+|snorquel|buceo con tubo|сноркл\w+|स्नोर्कल\w*",
    "surfing": r"surf(?:ing)?|surfen|серфинг\w*",
    "wildlife": (
        r"wild ?life|safaris?|animals?|elephants?|tigers?|fauna|bird ?watching|сафари|سفاري|तिगर|"
        r"monkeys?|dolphins?|whales?|"
        # Animals by themselves may be a fear, an allergy or the customer's own dog.
        r"(?:gern|lieben|mogen|wilde) tiere|tiere (?:sehen|beobachten|erleben)|tierwelt|"
        r"(?:aim\w+|ador\w+|voir|observer) (?:les |des )?animaux|animaux sauvages|"
        r"(?:gusta\w*|encanta\w*|ver|observar) (?:los )?animales|animales salvajes|"
        r"(?:gost\w+ de|ador\w+|ver|observar) (?:os )?animais|animais selvagens|"
        r"(?:люб\w+|смотреть|увидеть|посмотреть) (?:диких )?животных|дик\w+ животн\w+|"
        r"(?:نحب|احب|مشاهده|رؤيه|نري) الحيوانات|حيوانات بريه|jaanwar (?:dekh\w+|pasand)|जानवर (?:देख\S*|पसंद)"
    ),
    "food": (
        r"food(?:ie|ies)?|cuisine|culinary|gastronom\w*|comida|nourriture|essen gehen|kulinarik|еда|"
        # By itself it is "I travel": "я еду с женой".
        r"(?:люб\w+|обожа\w+|(?:по)?проб\w+|цен\w+|предпочита\w+|ищ\w+|про|\w{3,}скую|местную|уличную|"
        r"вкусную|национальную|традиционную|острую|домашнюю|хорошую|любимую|необычную|новую) еду|"
        r"(?<=[и,] )еду(?= *(?:$|[.,;!?\n]| и (?!\x1f)))|street food|cooking class(?:es)?|طعام|"
        r"الاكل|खाना|khana|wine tasting|wineries"
    ),
    "nightlife": (
        r"night ?life|partying|"
        r"(?<!third )(?<!our )(?<!the )(?<!your )(?<!this )(?<!whole )(?<!dinner )(?<!wedding )"
        r"party(?! (?:of|size|is|are|has|will|consists|with|von|for \d|for (?:my|our|his|her)|is|to)(?!\w)|"
        r"\w)|"
        r"(?<!third )(?<!political )parties|clubs?(?:bing)?|"
        r"vida nocturna|vie nocturne|nachtleben|vida noturna|ночн\w+ жизн\w*|bars|discos?|pubs?|"
        r"(?:salir|ir|irnos|salimos|noches?) de fiesta|(?<=y la )fiesta(?! \w)|(?<=y )fiesta(?= *(?:$|"
        r"[,.!?;\n]))|"
        r"(?:gustan?|encantan?|queremos|quiero|buscamos|amamos) (?:mucho )?(?:la |las )?fiestas?"
        r"(?! (?:de|del|nacional|local|patronal|religios)\w*)|"
        r"(?:faire|fait|faisons|ferons|pour) la (?:fete|teuf)(?! (?:de|du|des|nationale|d'))|"
        r"(?<=et la )fete(?! (?:de|du|nationale|d'))|teuf|"
        r"baladas?|(?:curtir|cair na) (?:a )?(?:festas?|noite|balada|night)|festas? (?:noturn\w+|na praia)|"
        r"тусов\w*|тусить|вечеринк\w*(?! (?:на (?:день|\x1f)|в честь|по случаю))|дискотек\w*|"
        r"ночны\w+ клуб\w*|"
        r"(?:ال)?حياه الليليه|حياه ليليه|(?:ال)?سهرات|"
        r"(?:ال)?نوادي (?:ال)?ليليه|नाइटलाइफ|feiern gehen|ausgehen|पार्टी(?= (?:पसंद|कर|करना))|party karn[ai]"
    ),
    "shopping": (
        r"shopping|shops|compras|einkaufen|шопинг\w*|تسوق|التسوق|शॉपिंग|kharidari|markets?|bazaars?|"
        r"souks?|malls?"
    ),
    "museums": (
        r"museums?|museos?|musees?|museen|museus?|музе\w*|متاحف|المتاحف|art galler(?:y|ies)|"
        r"galleries|संग्रहालय"
    ),
    "history": (
        r"histor(?:y|ic|ical)|heritage|monuments?|ruins|forts?|palaces?|castles?|historia|histoire|"
        r"geschichte|historia|истори\w*|تاريخ|ऐतिहासिक|itihas|architecture|archaeolog\w*"
    ),
    "culture": (
        r"cultur(?:e|al)|cultura|kultur|культур\w*|ثقافه|संस्कृति|local life|traditions?|dance "
        r"shows?|festivals?"
    ),
    "adventure": (
        r"adventur\w*|aventuras?|aventure|abenteuer|aventura|приключени\w*|مغامر\w*|रोमांच|rafting|"
        r"bungee|zip ?lin\w*|paraglid\w*|atv|jet ?ski\w*|water ?sports?|sky ?div\w*|kayak\w*|"
        r"canyon\w*"
    ),
    "wellness": (
        r"wellness|spas?|massages?|yoga|meditation|ayurved\w*|retreat|спа|массаж|سبا|योग|"
        r"bien-?estar|bem-?estar|relax(?:ing|ation)|detox"
    ),
    "photography": r"photograph\w*|photo ?(?:shoot|walk)s?|fotografia|photos|instagram(?:m?able|\W?worthy)|"
    r"фотограф\w*|तस्वीर",
    "golf": r"golf(?:ing)?|гольф",
    "skiing": r"ski(?:ing)?|snowboard\w*|esqui(?:ar)?|лыж\w*|snow(?! white)|نيج|बर्फ|barf",
    "islands": r"islands?(?: hopping)?|island-hopping|islas|iles|inseln?|ilhas?|остров\w*|جزر|द्वीप",
    "volcano": (
        r"volcano(?:es|s)?|volcan(?:es|s)?|vulkan\w*|vulcao|вулкан\w*|بركان|ज्वालामुखी|mount batur|"
        r"sunrise (?:trek|hike)"
    ),
    "theme parks": (
        r"theme parks?|amusement parks?|water ?parks?|disney (?:parks?|world)|universal studios|"
        r"parques tematicos|"
        r"парк\w* развлечений|legoland|rides"
    ),
    "cruises": (
        r"cruises?|cruceros?|croisieres?|kreuzfahrt\w*|cruzeiros?|круиз\w*|boat (?:trips?|rides?|"
        r"tours?)|sailing|yacht\w*|houseboats?|catamaran"
    ),
    "road trip": r"road ?trips?|self[ -]drive|viaje por carretera|roadtrip",
    "city sights": r"sight ?seeing|city tours?|landmarks?|sights|sehenswurdigkeiten|экскурси\w*|मशहूर जगह",
    "romance": r"romantic|romantico|romantique|romantisch|романтик\w*|रोमांटिक",
    "family": (
        r"kid[ -]friendly|child[ -]friendly|family[ -]friendly|good for kids|suitable for (?:kids|"
        r"children|families)|con ninos|familienfreundlich"
    ),
    "sunsets": r"sunsets?|atardecer(?:es)?|закат\w*|غروب",
}
INTEREST = {name: regex(rf"(?<![\w-])و?(?:{words})(?!\w)") for name, words in INTERESTS.items()}
ANY_INTEREST = regex(
    r"(?<![\w-])و?(?:"
    + "|".join(f"(?P<i{n}>{words})" for n, words in enumerate(INTERESTS.values()))
    + r")(?!\w)"
)
INTEREST_NAMES = tuple(INTERESTS)


def interest_of(found: re.Match[str]) -> str:
    """The interest that a match of `ANY_INTEREST` names."""
    return INTEREST_NAMES[int((found.lastgroup or "i0")[1:])]


NO = (
    r"(?:no(?! need| problem| worries| of| idea| queremos| quiero)|"
    r"not? (?:interested in|into|keen on|a fan of|"
    r"fond of|really into|want(?:ing)?)|don'?t (?:want|like|need|care for|enjoy|include)(?: to "
    r"(?:see|do|visit|go to))?|do not (?:want|like|need|include)|without|skip|avoid|drop|remove|"
    r"leave out|exclude|except|minus|take out|rather not|hates?|"
    r"dislikes?|can'?t stand|cannot stand|do(?:es not|esn'?t) (?:want|like|care for|enjoy)|detesta\w*|"
    r"odia\w*|odio|"
    r"no (?:me|nos|le|les) gustan?|deteste\w*|n'aim\w+ pas|hass(?:e|en|t)|(?:mag|mogen) keine|odeia\w*|"
    r"nao gost\w+|"
    r"ненавид\w+|не люб\w+|(?:اكره|يكره|تكره|نكره|لا (?:نحب|احب|يحب|تحب))|"
    r"(?<!why )not|sin|nada de|no (?:queremos|quiero)(?: (?:ver|visitar|ir a))?|"
    r"evitar|quitar|sans|pas de|pas d'|eviter|ohne|"
    r"keine?n?|nicht|vermeiden|sem|nada de|evitar|tirar|без|не хотим|не хочу|не надо|не нужно|"
    r"кроме|بدون|بلا|لا نريد|لا اريد|बिना|नहीं|bina|no more|cut|scrap|can we skip|lose)"
)
AVOID = regex(
    rf"(?<!\w){NO}\s+(?:(?:to|the|any|more|go|going|visit|visiting|see|"
    rf"seeing|do|doing|a|that|all|of|la|el|los|las|le|les|den|die|das|o|os|as|в|на|to the|"
    rf"crowded)\s+){{0,4}}(?P<what>[\w'’-]+(?:[ ][\w'’-]+){{0,3}})"
)
REMOVED_HI = (
    r"(?:hata(?:o|do| do|iye| dijiye| dena| dein)?|nikal(?:o|do| do| dijiye)|(?:remove|drop|skip) (?:kar|"
    r"kijiye)\w*(?: do| "
    r"dijiye)?|हटा\S*|निकाल\S*)(?![\w\u0900-\u0963])"
)
AVOID_HI = regex(
    r"(?<![\w\u0900-\u097f'-])(?!(?:mat|nahi|nahin|nhi|मत|"
    r"नहीं)(?![\w\u0900-\u0963]))(?P<what>[\w\u0900-\u097f'-]{1,40})\s{1,4}(?:(?:nahi|nahin|mat|nhi|नहीं|"
    r"मत)\s{1,4}(?:chahiye|jana|dekhna|karna|rakho|chahte|चाहिए|जाना|देखना)|"
    rf"(?:(?:ko|को)\s{{1,4}})?{REMOVED_HI})"
)
# Less of a thing is wished where the thing itself follows: not in "less crowded beaches".
LESS = regex(
    r"(?<!\w)(?<!no )(?<!se )(?:(?<!not )(?:less|fewer|(?:far |way )?too (?:many|much))|"
    r"not (?:so|that|too) (?:many|much)|"
    r"menos|no tant[oa]s?|demasiad[oa]s?|nao tant[oa]s?|(?:muitos|muitas) demais|"
    r"weniger|(?:nicht so|zu) viele?|"
    r"moins de|moins d'|(?:pas )?trop de|pas autant de|меньше|поменьше|"
    r"(?:не так|не слишком|не очень|слишком) много|"
    r"اقل|عدد اقل من|kam(?! se)|कम(?! से))\s+(?:of )?(?:the |los |las |les |die |os |as )?"
    r"(?P<what>[\w\u0900-\u097f'’-]+(?:[ ][\w'’-]+){0,2})"
)
LESS_AFTER = regex(
    r"(?<![\w\u0900-\u097f'-])و?(?P<what>[\w\u0900-\u097f'-]{1,40})\s+(?:thoda |thode |थोडा |थोडे |بشكل )?"
    r"(?:kam(?! se)|कम(?! से)|اقل)(?![\w\u0900-\u097f])"
)
# "More hiking than shopping": what comes second is no wish of its own.
THAN = regex(
    r"(?<!\w)(?:more|rather|prefer|mas|mais|mehr|lieber|plus|plutot|больше|лучше)\s+(?:[\w'-]+\s+){1,3}?"
    r"(?:than|over|instead of|que(?: de)?|als|do que|чем)\s+(?P<what>[\w'’-]+(?:[ ][\w'’-]+)?)"
)
AVOID_END = regex(
    r"\s{1,40}(?:and|but|or|please|pls|this|because|as|on|in|at|for|if|instead|plz|we|i|from|with|y|"
    r"et|und|e|и|add|then|aur|day|to|is|are|it|so|since|por|s'il)(?:\s.*)?$"
)
NOT_AVOIDED = words(
    "please pls bitte svp por and or but also then it that this too sure yes yet only later thanks you me "
    "need now much money rush hurry kids "
    "children child problem one hotel hotels room flight flights budget limit preference idea "
    "issue change changes time dates date more than less visa know to worry a lot many be very "
    "really possible yet. so "
    "there here interested going happy good bad ok okay right correct what if at all anymore "
    "remove drop skip keep add don't not "
    "any fixed decided longer messages message texts contact texting messaging mind stop "
    "receive"
)
PACES = {
    "relaxed": (
        r"relaxed|relaxing|slow(?: pace)?|(?:easy|gentle)[ -]pace\w*|easy[ -]?going|laid[ -]?back|"
        r"leisurely|chill\w*|not "
        r"(?:too )?(?:rushed|hectic|packed)|no rush|take it easy|tranquil[oa]|calme|tranquille|"
        r"entspannt|gemutlich|relaxad[oa]|спокойн\w*|هادي\w*|aaram\w*|आराम\w*"
        rf"|{LATE_MORNINGS}"
    ),
    "full": (
        r"packed|action[ -]packed|fast[ -]pac\w*|as much as possible|see everything|jam[ -]packed|"
        r"busy itinerary|hectic is fine|насыщенн\w*|intens[oae]\w*"
    ),
    "normal": r"moderate pace|balanced|medium pace|normal pace",
}
# The verb is an occasion of those who travel: said of us, not denied, and not long ago.
_LONG_AGO = (
    r"(?!\w|[^.!?;,\n]{0,25}?(?<!\w)(?:last|ago|pasad[oa]|hace|ayer|dernier|derniere|il y a|letzte[sn]?|vor|"
    r"passad[oa]|ha|прошл\w+|назад|nicht|pas|"
    r"some ?day|algun dia|un jour(?! avant)|irgendwann|eines tages|um dia(?! antes))(?!\w))"
)
# German puts "heiraten" last, also behind those whose wedding it is: "Freunde besuchen, die dort heiraten".
_OF_OTHERS = (
    r"nicht|nie|kein|(?<!\w)(?:die|deren|wenn|wo|wie|ob|das|dass|weil|wann|wer|bevor|damit|welche\w*|"
    r"irgendwann|eines tages|spater|einmal|jemand\w*|leute\w*|paare\w*|freund\w*|kinder\w*|"
    r"(?:zu)?sehen|zuschauen|wissen|besuchen|erleben|helfen|dabei)(?!\w)"
)
WE_MARRY = (
    rf"(?:we|i)(?:'re|'m|'ll)?(?: (?:are|am|will|be|want|would|like|love|plan|planning|hope|hoping|going|"
    rf"about|"
    rf"both|finally|soon|to)){{0,6}} (?:getting|get) married{_LONG_AGO}|"
    rf"(?<![^\n])getting married{_LONG_AGO}|"
    rf"(?<!no )(?<!nao )nos casa(?:mos|remos){_LONG_AGO}|nous nous mari(?:ons|erons){_LONG_AGO}|"
    rf"on se marie(?:ra)?{_LONG_AGO}|(?:wir|ich) heiraten?{_LONG_AGO}|(?<!не )(?:женимся|поженимся)|"
    r"сыграем свадьбу|(?<!لن )(?<!لا )س?[نا]تزوج|"
    rf"(?:wir|ich) (?:wollen|will|mochten?|wurden?|werden?) (?:(?!{_OF_OTHERS})[^.!?;,\n]){{0,40}}?"
    rf"(?<!\w)heiraten(?! (?:sehen|lassen)(?!\w)){_LONG_AGO}|"
    rf"(?<!no )(?<!nunca )(?<!jamas )(?<!tampoco )(?:queremos|vamos a|quisieramos|pensamos|"
    rf"nos gustaria|deseamos) casarnos{_LONG_AGO}|"
    r"(?<!ne )(?<!pas qu')(?<!pas que )(?:on|nous) (?:veut|voulons|voudrait|voudrions|aimerait|aimerions|"
    r"va|allons|souhait\w+) "
    rf"(?:se|nous) marier{_LONG_AGO}|"
    rf"(?<!nao )(?<!nunca )(?<!jamais )(?:queremos|vamos|pretendemos|gostariamos de) "
    rf"(?:nos casar|casar-nos|casar(?= e[mn] | n[oa] |\W*$)){_LONG_AGO}|"
    r"(?<!не )(?:хотим|собираемся|планируем|мечтаем|будем) (?:[^\W\d]+ ){0,2}(?:по)?жениться"
)
OF_NO_TRADE = r"(?! ?-?(?:doctor|conference|congress|clinic|specialist|nurse|patients|cent|arzt|kongress))"
OCCASIONS = {
    "honeymoon": (
        r"honey ?moon\w*|hny|luna de miel|lune de miel|voyage de noces|flitterwochen|hochzeitsreise|"
        r"lua de mel|медов\w+ месяц\w*|شهر العسل|شهر عسل|हनीमून|newly ?weds?|just married"
    ),
    "anniversary": (
        r"anniversar\w*|aniversario de (?:bodas?|casamento)|(?:nuestro|nuestros|mi|el|su|un) aniversario|"
        r"anniversaire de mariage|hochzeitstag|"
        r"jahrestag|годовщин\w*|ذكري (?:زواج\w*|الزواج)|सालगिरह|saalgirah"
    ),
    "birthday": (
        r"birth ?day(?: party)?|b'?day|bday|cumpleanos|anniversaire(?! de mariage)|geburtstag|aniversario(?! "
        r"de)|день рождени\w*|дню рождени\w*|عيد ميلاد|जन्मदिन|janamdin"
    ),
    "wedding": (
        rf"weddings?(?: party)?|{WE_MARRY}|boda|mariage|"
        r"hochzeit|casamento|свадьб\w*|زفاف|عرس|शादी|shaadi|destination "
        r"wedding"
    ),
    "graduation": r"graduat\w+",
    "retirement": r"retire(?:ment|d)",
    "babymoon": r"baby ?moon",
    "reunion": r"reunion|get[ -]?together",
    "bachelor party": (
        r"bachelor(?:ette)?(?: party)?|stag do|hen (?:do|party)|despedida de solter[oa]|"
        r"junggesell\w+"
    ),
    "proposal": r"propos(?:e|ing) to|(?:marriage|surprise) proposal|pop the question",
    "business": r"business trip|conference|work trip|offsite|off-site|team outing|corporate",
    "school trip": r"school trip|college trip|study tour",
}
DIETS = {
    "jain": r"jain|जैन",
    "vegan": r"vegan[oae]?s?|веган\w*|végan\w*",
    "halal": r"halal|حلال|халяль|हलाल",
    "kosher": r"kosher|cacher|koscher|кошер\w*",
    "non-vegetarian": r"non[ -]?veg\w*|eat meat|मांसाहारी",
    "vegetarian": (
        r"vegetarian[oae]?s?|vegetarisch|vegetarier\w*|vegetarienne?s?|pure[ -]veg|veg(?:gie)?(?= "
        r"food|etarian|gies|\W|$)|вегетариан\w*|نباتي\w*|शाकाहारी|shakahari"
    ),
    "gluten-free": r"gluten[ -]?free|sin gluten|sans gluten|glutenfrei|sem gluten|без глютена|coeliac|celiac",
    "lactose-free": r"lactose[ -]\w+|dairy[ -]free",
    "diabetic": (
        r"diabetics?(?! (?:doctor|conference|clinic|specialist|nurse|cent))|diabetic[oa]s?|diabetiques?|"
        r"diabetiker\w*|diabetik\w+|zuckerkrank\w*|sugar patients?|"
        # The name of it alone may be somebody's trade: "I am a diabetes doctor".
        rf"(?:ha(?:s|ve|ving|d)|got|suffers? from|tiene[ns]?|tengo|tenemos|padec\w+|habe?n?|hat|tem|tenho|"
        rf"temos|"
        rf"(?:a|ai|ont|avons) (?:du|le|un)) (?:(?:type|typ|tipo) ?\S{{1,3}} )?diabetes?{OF_NO_TRADE}|"
        r"diabetes(?= hain?(?!\w))|диабетик\w*|диабетичк\w*|(?<!про )(?<!лечу )диабет|"
        r"(?:боле\w+|страда\w+|с) диабетом|"
        r"(?:مصاب\w*|مريض\w*|مرضي|عند\w*|لدي\w*|يعان\w+ من|تعان\w+ من) (?:ب|بمرض |مرض |داء )?(?:ال)?سكري|"
        r"(?:डायबिटीज|मधुमेह)(?= (?:है|हैं|की बीमारी|के मरीज))|डायबिटिक"
    ),
}
MOBILITIES = {
    "wheelchair": (
        r"wheel ?chairs?|silla de ruedas|fauteuil roulant|rollstuhl\w*|cadeira de rodas|инвалидн\w+ "
        r"коляск\w*|كرسي متحرك|व्हीलचेयर|disabled|handicap\w*"
    ),
    "limited walking": (
        r"can'?t walk (?:much|far|long)|cannot walk (?:much|far|long)|(?:limited|reduced|"
        r"restricted) mobility|mobility (?:issues?|problems?)|bad knees?|knee (?:problem|pain|"
        r"surgery|replacement)\w*|walking (?:difficult\w*|problem|stick|issues?)|hard to walk|"
        r"difficulty walking|not too much walking|less walking|"
        r"no long walks|movilidad reducida|mobilite reduite|gehbehindert|mobilidade reduzida|плохо "
        r"ходит|step[ -]free|no stairs|crutches|elderly (?:parents|travell?ers|couple|people)|"
        r"senior citizens?|old parents"
    ),
    "stroller": r"stroller|pushchair|pram|buggy|kinderwagen|poussette|carrinho de bebe|коляск\w*(?! инвалид)",
}
TABLES: tuple[tuple[SlotName, dict[str, str]], ...] = (
    ("pace", PACES),
    ("occasion", OCCASIONS),
    ("diet", DIETS),
    ("mobility", MOBILITIES),
)
COMPILED = tuple(
    (slot, [(value, regex(rf"(?<![\w-])(?:{words})(?!\w)")) for value, words in table.items()])
    for slot, table in TABLES
)
