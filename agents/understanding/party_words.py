"""How people count who travels, in eight languages: the patterns that `party` reads."""

from agents.regexes import regex
from agents.understanding.numbers import ENGLISH, LANGUAGE_WORDS, SAFE_WORDS, counted

ADULTS = {
    "en": (
        r"(?:adult (?:people|guests?|travell?ers?)|adults?|grown[ -]?ups?|ads?|adt|(?:(?<=\d)|(?<=\d "
        r"))a(?=\s*[+&/,]?\s*\d?\s*c\b))"
    ),
    "hi": r"वयस्क|बडे|bade|vayask",
    "es": r"adultos?|mayores",
    "fr": r"adultes?",
    "de": r"erwachsenen?r?|erw\b\.?",
    "pt": r"adultos?",
    "ru": r"взрослых|взрослые|взрослый|взрослого|взр",
    "ar": r"بالغين|بالغون|بالغ|كبار|راشدين",
}
CHILDREN = {
    "en": (
        r"(?:(?:small|young|little|teenage|school[ -]age)\s+)?(?:kids?|kidz|kiddos?|kiddies|children|"
        r"childs|chldrn|childern|chld|"
        r"child|chd|(?:(?<=\d)|(?<=\d ))(?:ch|c)|ankle[ -]biters?|little ones?|little people|"
        r"toddlers?|boys?|girls?|sons?|daughters?|teens|teenagers?|minors?|grandkids|grandchildren|"
        r"grandsons?|granddaughters?|nephews?|nieces?)"
    ),
    "hi": r"बच्चे|बच्चों|बच्चा|बच्ची|bacche|bachche|bachhe|bache|bachon|bacchon|bachcha|baccha|bachi",
    "es": r"ninos?|ninas?|hij[oa]s?|menor(?:es)?|chicos|peques|adolescentes?",
    "fr": r"enfants?|gosses?|ados?|adolescents?",
    "de": r"kind(?:ern?|er)?|kids|jugendlichen?|teenagern?",
    "pt": r"criancas?|filh[oa]s?|adolescentes?|miud[oa]s?",
    "ru": r"детей|дети|детьми|ребенок|ребенка|ребенком|подростк\w+",
    "ar": r"اطفال|طفل|طفله|اولاد|ابناء",
}
INFANTS = {
    "en": r"(?:(?:small|little|tiny|new) )?(?:infants?|bab(?:y|ies)(?: girls?| boys?)?|newborns?|inf)",
    "hi": r"शिशु",
    "es": r"bebes?",
    "fr": r"bebes?|nourrissons?",
    "de": r"babys?|sauglinge?|kleinkind",
    "pt": r"bebes?",
    "ru": r"младенцев|младенца|младенец|младенцем|грудничок|грудничка|малыш",
    "ar": r"رضيع|رضع|رضيعه",
}
HEADS = {
    "en": (
        r"(?:of us|of me|(?:(?:value|flexible|business|economy|premium|first|class|train|bus|plane|"
        r"flight|air|trip|round|one|way|fully|refundable|luxurious|cheap|return)[ "
        r"-]){0,4}(?:tickets?|seats?|passes)|people|persons?|travell?ers?|travelers?|pax|guests?|"
        r"passengers?|heads|members|friends|ladies|guys|couples?|families|family members|seniors|"
        r"participants|(?:(?<=\d)|(?<=\d ))p(?=\W|$))"
    ),
    "hi": (
        r"लोग|लोगों|जन|व्यक्ति|दोस्त|दोस्तों|log|logon|logo|loag|jan|jane|bande|members|sawari|"
        r"dost|dosto|doston|yaar|yaaron"
    ),
    "es": r"personas?|viajeros?|amig[oa]s|pax|pasajeros",
    "fr": r"personnes?|voyageurs?|amis|pers\.?",
    "de": r"personen|leuten?|person|reisende|freunde",
    "pt": r"pessoas?|viajantes?|amigos|passageiros",
    "ru": r"человек|человека|чел\.?|персон|людей|туристов|туриста",
    "ar": r"اشخاص|شخص|افراد|مسافرين|انفار",
}
COUNTED = {
    "adults": counted(ADULTS),
    "infants": counted(INFANTS),
    "children": counted(CHILDREN),
    "travellers": counted(HEADS),
}
ORPHAN = regex(
    r"(?:no|without(?: any)?|zero|0|sin|sans|ohne|keine|sem|без|بدون|bina|कोई "
    r"नहीं)\s+(?:the\s+)?(?P<noun>kids?|children|child|ninos|enfants|kinder|criancas|детей|"
    r"اطفال|bachch?e|infants?|bab(?:y|ies))(?!\w)|(?P<only>adults? only|just adults|child[ "
    r"-]?free)"
)
NUM = rf"(?:\d{{1,2}}|{SAFE_WORDS}|{ENGLISH})"
# "The boat costs 2000 for two" tells what a thing costs; of a trip it would tell who goes.
PRICED_THING = regex(
    r"(?<!\w)(?!(?:trip|tour|package|holiday|vacation|plan|it|that|this|viaje|paquete|voyage|sejour|reise|"
    r"urlaub|viagem|pacote|поездка|тур)(?!\w))[^\W\d_]{2,30} "
    r"(?:costs?|costed|charges?|cuestan?|coutent?|kosten|kostet|custam?|стоит|стоят) "
    r"(?=[^.!?;\n]{0,20}[\d\x1f])[^.!?;\n]{0,30}[\s\ue000]$"
)
GROUP = regex(
    rf"(?:(?:family|group|party|team|total|bunch|groupe|famille|familia|grupo|familie|gruppe|"
    rf"группа|семья(?: из)?) (?:of|de|di|von|из) (?P<a>{NUM}))(?!\w)"
    rf"|(?:we are|we're|we r|we will be|we'll be|we would be|we'd be|makes us|being|somos|nous "
    rf"sommes|on est|on serait|on sera|nous serions|wir sind|wir waren|waren wir|sind wir|somos "
    rf"em|estamos en|seremos|seriamos|serons|мы едем|едем|нас будет|нас|мы|нас станет|سنكون|سنصبح|نحن|"
    rf"عددنا|हम|hum) "
    rf"(?:a |about |around |only |just |now |then |a total of |a group of |a family of |totally |total |"
    rf"zu |also |dann |"
    rf"insgesamt |alors |donc |entonces |entao |в итоге |"
    rf"tous les |em |غير |كلنا )?(?P<b>{NUM}|{LANGUAGE_WORDS['ru']}|{LANGUAGE_WORDS['es']}|"
    rf"{LANGUAGE_WORDS['fr']}|{LANGUAGE_WORDS['de']}|{LANGUAGE_WORDS['pt']}|"
    rf"{LANGUAGE_WORDS['ar']}|{LANGUAGE_WORDS['hi']}|{LANGUAGE_WORDS['hinglish']})(?!\w| "
    rf"?(?:adult|erwachs|adulte|взросл|famil|couple|nights?|days?|noches|nuits|hours|star|room|minut|км|"
    rf"kisht|emis?(?!\w)|instal|rate(?:n|s)(?!\w)|"
    rf"суток|дня))"
    rf"|(?:there are|there will be|there'll be|there would be) (?:just |only |a total of "
    rf")?(?P<h>{NUM})(?=\s*(?:$|[,.!?]|in total|total|altogether|of us|going|travel|coming|in "
    rf"(?:our|the|my) (?:group|party)))"
    rf"|zu (?P<c>zweit|dritt|viert|funft|sechst|siebt|acht)(?!\w)"
    rf"|(?:just |only )?(?:the |both |all )(?P<d>two|three|four|five|six|seven|eight) of (?:us|"
    rf"them)"
    rf"|(?P<e>вдвоем|втроем|вчетвером|впятером)"
    rf"|(?:for|para|pour|fur|для|на|book|hold) (?P<f>{NUM})(?=\s*(?:please|pls|$|[,.!?\x1f]|for "
    rf"(?:a|one|two|three|four|five|\d|\x1f)|on |from |in |at |with |today|tonight|tomorrow))"
    rf"|(?<!\w)(?:be|are|is|of|we|us|go|come|travel|me|i'm|am|making|makes) (?P<i>{NUM}) "
    rf"(?:in total|in all|all in all|altogether|all told|overall|all together)(?!\w)"
    rf"|(?:guests|pax|people|persons|passengers|travellers|travelers|heads|adults and children|"
    rf"participants)\s*(?:is|are|:|=|-)\s*(?P<g>\d{{1,2}})(?!\w)"
    # As forms have it without a sign: "Dec 20 pax 4"; "pax 4 nights" counts something else.
    rf"|(?<!\d )(?<!\d)pax (?P<k>\d{{1,2}})(?=\s*(?:$|[,.;!?\n)]))"
)
ARTICLES = frozenset({"un", "una", "une", "ein", "eine", "einer", "einem", "um", "uma"})
DRITT = {
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "funft": 5,
    "sechst": 6,
    "siebt": 7,
    "acht": 8,
}
PLUS = regex(
    r"(?<![\w.,/+])(?P<a>\d{1,2})\s*(?:a|ad|adults?)?\s*\+\s*(?P<c>\d{1,2})\s*(?P<k>c|ch|chd|"
    r"kids?|child(?:ren)?)?(?:\s*\+\s*(?P<i>\d)\s*(?:i|inf)?)?(?![\w.])(?!\s*(?:nights|days|"
    r"hours|stops))"
)
COLON = regex(
    r"(?P<who>adults?|ad|kids?|child(?:ren)?|infants?|erwachsene|kinder|adultos|ninos|adultes|"
    r"enfants|criancas|взрослых|взрослые|детей|дети)\s*(?:is|are|:|=|"
    r"-)\s*(?P<n>\d{1,2})(?![\w/.+]| ?(?:y|years|&|and \d))"
)
PAIR = regex(
    r"(?P<two>(?:me|myself|i)(?:,)? (?:and|&|n|with|plus|\+) (?:my )?(?:wife|husband|hubby|"
    r"spouse|partner|girlfriend|boyfriend|gf|bf|fiance|friend|mom|mum|mother|dad|father|sister|"
    r"brother|mate|colleague|bestie|better half)|"
    r"(?:my )?(?:wife|husband|hubby|spouse|partner|girlfriend|boyfriend|gf|bf|fiance|friend|mom|"
    r"mum|mother|dad|father|sister|brother|cousin|boss|colleague|grandma|grandpa) (?:and|&|n) (?:me|i|"
    r"myself)|(?:me|myself)[, ]+my (?:wife|"
    r"husband|partner|brother|sister|friend|cousin|mother|father|mom|mum|dad)|"
    r"(?:as|are|for|we're|were) a couple(?! of)|us a couple|somos (?:una |um )?(?:pareja|casal)|"
    r"(?:nous sommes|on est) (?:un |en )?couple|wir sind ein (?:paar|ehepaar|parchen)|мы (?:\w+ )?пара|"
    r"نحن زوجان|"
    r"hum (?:ek )?couple|हम (?:एक )?(?:कपल|जोडा)|"
    r"(?:for|para|pour|fur|для|(?:package|trip|tour) for) (?:um |una |un |ein |a )?(?:couple(?!s| trip)|"
    r"casal|pareja|"
    r"paar|пары)"
    r"(?! (?:of|de|nights|days))|لزوجين|couple (?:ke liye|ka package)|कपल के लिए|"
    r"couple trip for two|young couple|married couple|elderly couple|retired couple|newlyweds?|"
    r"newly ?weds|(?:mi|con mi) (?:esposa|esposo|marido|mujer|pareja|novia|novio)(?: y yo)?(?!\w)|"
    r"con mi (?:hermana|hermano|madre|padre|amiga|amigo)(?: y yo)?(?!\w)|"
    r"(?<!con )mi (?:hermana|hermano|madre|padre|amiga|amigo)"
    r"(?: y yo)?(?!\w)(?! (?:tiene|es|esta|no|usa|toma|padece|sufre|come|necesita|cumple|vive|trabaja)"
    r"(?!\w))|"
    r"(?:yo y )mi "
    r"(?:esposa|esposo|marido|pareja)|avec (?:ma|mon) (?:femme|mari|copine|copain|soeur|frere|mere|pere|"
    r"amie?)"
    r"(?!\w)|mit meine[rm] (?:frau|mann|freundin|freund|schwester|bruder|mutter|vater)(?!\w)|"
    r"com (?:minha|meu|a minha|o meu) (?:esposa|marido|mulher|namorad[oa]|irma|irmao|mae|pai|amig[oa])(?!\w)|"
    r"(?:с|вместе с) (?:сестрой|братом|мамой|папой|подругой|другом|женой|мужем)(?!\w)|مع (?:زوجتي|زوجي|اختي|"
    r"اخي|امي|ابي|صديقي|صديقتي)(?!\w)|(?:apni|apne|meri|mere|अपनी|अपने|मेरी|मेरे) (?:biwi|patni|wife|behen|"
    r"bhai|maa|papa|dost|पत्नी|बहन|भाई|मां|माँ|दोस्त) (?:ke saath|ke sath|के साथ)|ma femme et moi|"
    r"mon mari et moi|moi et m(?:a|on) (?:femme|"
    r"mari|copine|copain)|meine frau und ich|mein mann und ich|ich und mein(?:e)? (?:frau|mann|"
    r"freundin|freund)|"
    r"minha (?:esposa|mulher|namorada) e eu|meu (?:marido|esposo|namorado) e eu|eu,? (?:e )?(?:minha|"
    r"meu) (?:esposa|marido|mulher|namorada|namorado)|мы с (?:женой|мужем|девушкой|парнем)|(?:я "
    r"и|с) (?:женой|мужем)|انا وزوجتي|انا وزوجي|मैं और मेरी पत्नी|main aur meri (?:wife|biwi|"
    r"patni)|mai aur meri (?:wife|biwi)|(?:wife|biwi) aur main|"
    r"(?<!check )(?<!discuss )(?<!talk )(?<!speak )(?<!agree )(?<!confirm )"
    r"(?<!it )with my (?:wife|husband|hubby|partner|girlfriend|boyfriend|sister|brother|mother|father|mom|"
    r"mum|dad|cousin|friend|colleague|best friend|flatmate|roommate|boss)(?!\w|'s))"
    r"(?P<more>(?:[, ]+(?:and |& |with |also )?(?:my |our |and |& )(?:mom|mum|mother|dad|father|"
    r"sister|brother|wife|husband|friend|aunt|uncle|mother in law|father in law)(?:'s)?(?! "
    r"(?:and i|birthday)))*)"
)
# Somebody more, further on in the list: "me, my husband, our 2 boys and my mother in law".
ONE_MORE = regex(
    r"(?:,|and|&|plus|\+) (?:my|our|his|her) (?:mother|father|mom|mum|dad|sister|brother|aunt|uncle|"
    r"grandmother|grandfather|grandma|grandpa|nanny|cousin|"
    r"(?:(?<=his )|(?<=her ))(?:wife|husband|partner))(?:[ -]in[ -]law)?(?!\w|'s| and i| birthday|[ -]in)"
)
# "Me and three friends": whoever writes comes along.
WITH_OTHERS = regex(
    rf"(?<!\w)(?:me|myself|i)(?:,)? (?:and|&|plus|\+|with)(?: my)? (?P<n>{NUM}) (?:other |more |of my )?"
    r"(?:friends|colleagues|cousins|sisters|brothers|mates|others|buddies|people|adults|siblings)(?!\w)|"
    rf"(?<!\w)(?:mit|con|avec|com|с|مع)\s+(?:meinen |mis |mes |meus )?(?P<n2>{NUM})\s+(?:freunden|"
    rf"freundinnen|"
    r"kollegen|amig[oa]s|amie?s|друзьями|подругами|اصدقاء)(?!\w)"
)
PARENTS = regex(
    r"(?:me|myself|i) (?:and|with|&) my (?P<who>parents|mom and dad|mum and dad|mother and "
    r"father|in-?laws|two friends|2 friends|three friends|3 friends)|(?:my|our) (?P<our>parents|"
    r"in-?laws)(?= (?:are(?! (?:\w+ )?(?:veg\w*|jain|diabetic|allergic|old|elderly|living|in|at|not|from|"
    r"lactose|"
    r"strict\w*|eating)(?!\w)(?![^.!?;\n]{0,40}?(?<!\w)(?:want|wish|plan|planning|go|going|travel|"
    r"travell?ing|visit|would like|looking)(?!\w)))|want|will|would|need))"
)
SOLO = regex(
    r"(?<!\w)(?:solo (?:travell?er|traveler|trip|female|woman|male|backpacker|adventure)|"
    r"travell?ing (?:solo|alone)|travel (?:solo|alone)|solo (?:\w+ ){0,2}(?:trip|travel|tour|vacation|"
    r"holiday|getaway)|"
    # In Spanish it is "only": "solo Ubud", "solo adultos", and behind its noun "Kochi solo".
    r"(?P<bare>solo)(?=\s*(?:$|[.,;!?()\n/+-]))|solo(?=\s*(?:(?:in|to|for|and|on|from|please|this|next|"
    r"here|budget|with)(?!\w)))|"
    r"just me|only me|just "
    r"myself|for me only|me only|just for me|by myself|on my own|alone|myself only|single "
    r"(?:traveller|traveler|occupancy)|only 1 person|for myself|"
    r"viajo sol[oa]|solo yo|para mi sol[oa]|je (?:pars|voyage) seule?|juste moi|ich reise "
    r"allein|nur ich|allein|viajo sozinh[oa]|sozinh[oa]|so eu|apenas eu|я один|я одна|поеду "
    r"один|поеду одна|одного человека|وحدي|بمفردي|لوحدي|अकेल[ाेी]|akel[aei]|sirf main|sirf "
    r"mai)(?!\w)"
)
# What a bare "solo" may follow in any language: "viaje solo", "en solo".
SOLO_TRIP = regex(r"(?<!\w)(?:travel\w*|trips?|go(?:ing)?|viaj\w+|viagem|voy|voyage\w*|reis\w+|en)[ :,-]*$")
ONE_OF_US = regex(
    r"(?:(?:booking|reservation|room|ticket|trip)s?(?: is| would be| will be)? (?:just |only "
    r")?for my|only my) (?:mom|mum|mother|dad|father|son|daughter|nephew|niece|brother|sister|"
    r"wife|husband|uncle|aunt|friend|boss|colleague|grand\w+)(?!s|\w|'s| and| &|,)"
)
# "I'll stay six days, my budget is …": one traveller, unless somebody else comes into it.
LONE = regex(
    r"(?<!\w)(?:i'll|i will|i want to|i plan to|i'd like to|i am going to|i'm going to|i would "
    r"like to)(?: be)? stay(?:ing)?(?: for)?(?= \d)"
)
# "I am hoping to book a return ticket": whoever buys one ticket travels alone.
ONE_TICKET = regex(
    r"(?<!\w)(?:i|i'm|i'd|i'll)(?: [\w']+){0,5} (?:an?|one|1|my) (?:[\w-]+ ){0,3}?(?:ticket|seat)(?!s|\w)"
)
FAMILIES = regex(rf"(?<!\w)(?P<n>{NUM}) families(?!\w)")
# Each of the party sleeps alone.
EACH_A_ROOM = regex(
    r"(?<!\w)(?:separate|individual|single|different|own|our own) rooms(?!\w)|"
    r"(?<!\w)(?:a|one|1) rooms? (?:each|per (?:person|head)|apiece|for each(?: of us| person)?)(?!\w)"
)
COMPANY = regex(
    r"(?<!\w)(?:we|us|our|ours|we're|we'll|we'd|my (?:family|wife|husband|kids|children|parents|"
    r"friends?|partner|girlfriend|boyfriend|son|daughter|mother|father|group|team)|family of|"
    r"together)(?!\w)"
)
COUPLES = regex(
    rf"(?<!\w)(?P<n>{NUM}|a|due|deux|dos|zwei) (?P<what>couples?|parejas|paare|casais|пары)(?!\w| of)"
)
KIN = regex(
    r"(?<!\w)(?:my|our|nuestr[oa]|mi|notre|unser(?:e[mrn]?|em)?|noss[oa]|nosso|наш|наша|нашей|своим|своей|"
    r"meine?[mr]?|meu|minha|mere?|meri|мой|"
    r"моя|нашим|моим|моей)\s+(?P<mid>(?:little |small |young |teenage |baby |only |\d+[ -]year[ "
    r"-]old |\w+ year old )?)(?P<who>twins|triplets|son|daughter|kid|child|toddler|grandson|"
    r"granddaughter|hij[oa]|fils|fille|sohn|tochter|filh[oa]|beta|beti|сыном|дочкой|дочерью|сын|"
    r"дочь)(?!\w|'s| in law| birthday)"
)
OUR_BABY = regex(
    r"(?<!\w)(?:my|our|nuestro|notre|unser|nosso) (?:little |new )?(?:baby|infant|newborn|"
    r"bebe)(?: girl| boy| son| daughter)?(?!\w)"
)
YEARS = (
    r"(?:-| )?(?:years?|yr?s?|y/?o|yo|anos?|ans|jahre?|anni|лет|года|год|سنوات|سنه|साल|saal|"
    r"sal)(?:[ -]?(?:old|alt|ka|ki|ke))?"
)
# "Kids of 4 and 9, 2 adults": a number that counts something else goes on no list of ages.
_NO_AGE = (
    r"(?!\d|\s*(?:adult|grown|erwachs|mayores|взросл|بالغ|वयस्क|bade|people|persons?|personas|personnes|"
    r"pax|guest|"
    r"travell?er|nights?|noches?|nuits?|nacht|noites?|ноч|days?|dias?|jours?|tage|дн|weeks?|rooms?|habitaci|"
    r"chambre|zimmer|quarto|номер|stars?|infant|bab(?:y|ies)|kids?|child))"
)
AGES = regex(
    rf"(?:(?:aged|ages?|age|aged between|de edad|de|ages are|edades|ages? de|im alter von|"
    rf"idades?|alter|возраст\w*|umar|उम्र|عمر\w*|who (?:is|are)|kids? (?:is|are)|children are|"
    rf"\()\s*(?:is |are |of |de |: ?)?)"
    rf"(?P<list>\d{{1,2}}(?:(?:{YEARS})?\s*(?:,|and|&|y|et|und|e|и|و|aur|/|"
    rf"\+)+\s*\d{{1,2}}{_NO_AGE})*)(?![\w%.]|/\d)(?P<unit>{YEARS})?"
)
AGE = regex(
    rf"(?<![\w.,/])(?P<list>(?:\d{{1,2}}|{ENGLISH})(?:(?:{YEARS})?\s*(?:,|and|&|y|et|und|e|и|و|"
    rf"aur|/)+\s*(?:a |an )?(?:\d{{1,2}}|{ENGLISH}))*)(?P<unit>{YEARS})(?!\w)(?P<ago>\s*(?:ago|"
    rf"anniversary|of marriage|validity|experience|together))?"
)
# "kids 8, 10 and 13", "kid 7": a list beside the children, or a number after a single child, tells ages.
CHILD_AGES = regex(
    r"(?<!\w)(?:kids?|children|child|teens?|teenagers?|ados?|adolescent\w*|jugendlichen?|boys?|girls?|"
    r"sons?|daughters?|ninos?|hij[oa]s?|enfants?|"
    r"kinder|kind|criancas?|filh[oa]s?|дети|детям|ребенок|"
    r"bachche|bache|bachcha|बच्चे|बच्चा|اطفال|طفل)\s*(?:(?:will be|would be|are|turn(?:ing)?|"
    r"werden)(?: now)?|of|de|von|"
    r"im alter von)?\s*[:(]?\s*"
    rf"(?P<list>\d{{1,2}}(?:(?:\s*(?:,|and|&|y|et|und|e|и|و|aur|/|\+)+\s*|\s+'?n'?\s+)\d{{1,2}}{_NO_AGE})+)"
    r"(?![\w%]|[/+]\d)|"
    r"(?<!\w)(?:kid|child|son|daughter|boy|girl|nino|nina|hijo|hija|kind|sohn|tochter|filho|"
    r"filha|ребенок|و?طفل(?:ه)?(?=[^.!?\n]{1,9}\d{1,2}\s*(?:$|[.,!؟?\n])))(?:\s+(?:of|de|von|"
    r"im alter von|عمره|عمرها))?\s*[:(]?\s*"
    r"(?P<one>\d{1,2})(?![\w%:./*]|,\d|"
    r"\s*(?:\*|people|persons?|of us|kids?|children|personas|personnes|personen|pessoas|"
    r"(?:months?|monaten?|meses|mois)(?!\w)|adult|night|day|room|and \d|stars?(?!\w)|sterne|etoiles|"
    r"estrellas|estrelas|звезд))"
)
MONTHS_OLD = regex(
    r"(?<![\w.])(?P<n>\d{1,2})[ -]?(?:months?|mo|mth|meses|mois|monate|месяц(?:ев|а)?)[ "
    r"-]?(?:old|alt|baby)?(?=\s*(?:old|baby|infant|kid|child|son|daughter)|[ -]?old)|"
    r"(?<!\w)(?:aged|age|baby|infant|bebe|bebe de)(?: of| is|"
    r":)?\s*\(?(?P<m>\d{1,2})\s*(?:months?|mo|mths?|meses|mois|monate)(?!\w)"
)
LONE_BABY = regex(
    r"(?<!\w)(?<!our )(?<!my )(?:baby|infant|newborn|малыш\w*|младен\w*|bebe|رضيع|शिशु)(?!\w| "
    r"(?:shower|moon|cot|bed|food|seat|"
    r"sitt|friendly|pool|carriage|stroller|fare|ticket)|-)"
)
NOT_COMING = regex(
    r"(?:kids?|children),?(?: they)?(?: are|'re| is| r)?(?: not|n't| won't(?: be)?|"
    r" will not(?: be)?)(?: be)? "
    r"(?:coming|joining|join|travell?ing|come|with us)|"
    r"without (?:the |our |my )?(?:kids|children)|leaving the (?:kids|children)"
)
ALONE_WITH_KIDS = regex(
    r"(?<!\w)(?:just |only )?(?:me|myself|i) (?:and|with|\+|&|plus) (?:my |the )?(?:\w+ "
    r")?(?:kids?|children|sons?|daughters?|little ones?|toddlers?|baby|\x1f)"
)
AGE_OF_ADULT = regex(
    r"(?:(?:i am|i'm|we are|mother|father|mom|mum|dad|parents|wife|husband|grand\w+|senior|lady|"
    r"man|woman|couple)\W+(?:is |are |aged |of )?(?:also )?)$"
)
# Russian counts the child among them: "мы вдвоем с ребенком" are one adult and one child.
TOGETHER_WITH_A_CHILD = regex(
    r"(?<!\w)(?:(?P<two>вдвоем)|(?P<three>втроем)|вчетвером) с (?:\w+ )?(?:ребенком|сыном|сынишкой|дочкой|"
    r"дочерью|"
    r"малышом)(?!\w)"
)
# Not where more come along, who are told by name: "вдвоем с ребенком и мамой", "я и муж, вдвоем с ребенком".
AND_KIN_TOO = regex(
    r"[^.!?;\n]{0,16}?(?:,? и|,) (?:с |(?:с )?(?:мо|наш|сво)\w+ )?(?:мам|пап|бабуш|дедуш|муж|жен|сестр|"
    r"брат|родител|"
    r"подруг|друг|тещ|свекр|тест|нян|тет|дяд)\w*"
)
A_PAIR_BEFORE = regex(
    r"(?<!\w)(?:я (?:и|с) (?:мо\w+ )?\w+|(?:муж|жена|мама|папа|сестра|брат|подруга|друг)\w* и я|"
    r"мы с (?:муж|жен|мам|пап|сестр|брат|подруг|друг)\w+)[, -]{1,3}$"
)
# Arabic says two by the form of the noun.
DUAL = regex(
    r"(?<!\w)[ولب]{0,2}(?:(?P<adults>بالغين اثنين|اثنين بالغين|شخصين بالغين|بالغان)|(?P<children>طفلين|"
    r"طفلان|ولدين|بنتين)|"
    r"(?P<heads>شخصين|شخصان|فردين))(?!\w)"
)
