"""How customers say of a hotel by its name that they want it, or not, in eight languages.

All patterns meet plain text, of the clause around the name alone.
"""

from agents.regexes import regex

_END = r"(?![\w\u0900-\u0963])"
IN_THE = regex(r"(?<=\w) n[oa] $")  # "ficar no …" is Portuguese, and no "no"
# Who only stays, takes, changes or moves says nothing yet of wanting the hotel that is named.
WANTS = regex(
    r"(?<![\w\u0900-\u0963])(?:wants?|would (?:like|love)|(?:we|i)'d (?:like|love)|prefers?|book us|put us|"
    r"move us (?:\w+ )?to|"
    r"(?:we|i|let's|us)(?: will| would|'ll|'d)? (?:take|choose|go (?:for|with))|choose|go (?:for|with)|"
    r"instead|"
    r"rather|quer\w+|quier\w+|quisier\w+|gustaria|pref[ei]r\w+|prefier\w+|voul\w+|voudr\w+|aimer\w+|mocht\w+|"
    r"woll\w+|lieber|(?:wir|ich) nehm\w+|nehm\w+ wir|gostar\w+|хот\w+|хочу|предпоч\w+|ن?ريد|ن?فضل|نود|"
    rf"chah\w+|chahiye|चाह\S*){_END}"
)
RATHER = regex(rf"(?<!\w)(?:mejor|melhor|plutot|лучше){_END}")  # behind a name they praise it
# "Change the hotel to …", "cambien … por …": what stands right before the hotel that comes.
TO = regex(
    r"(?<!\w)(?:to|for|with|into|por|a|al|para|pour|contre|au|zu|zum|in|ins|gegen|durch|pel[oa]|на|ب|الي)"
    r"(?: (?:the|el|la|le|das|o))? $"
)
CHANGES_BEHIND = regex(
    r"(?<!\w)(?:wechseln|tauschen|austauschen|ersetzen|umtauschen|badal\w*|badl\w*|поменя\w+|замени\w+|"
    rf"сменит\w+|बदल\S*|ki jagah|ke badle|ke bajay\w*|की जगह|के बदले|के बजाय){_END}"
)
TAKES_OUT = regex(
    r"(?<!\w)(?:(?:take|taken|leave|leaving|get|kick|throw|is|be) (?:\S+ ){0,3}?(?:out|off)|^ (?:\w+ )?out|"
    r"out of|remov\w+|drop|skip|delete|cancel\w*|forget|except|besides|"
    r"quit(?:en|a|ar|e|emos)|sa(?:car|quen|que|ca)|elimin\w+|retir\w+|exclu\w+|descart\w+|menos|excepto|"
    r"salvo|"
    r"enlev\w+|supprim\w+|sauf|streich\w+|entfern\w+|raus\w*|weglass\w*|ausser|auser|"
    r"tir(?:e|em|ar|a)|cort(?:e|em|ar)|exceto|убер\w+|убрать|исключ\w+|удал\w+|кроме|احذف\w*|احذفوا|ازيل\w*|"
    rf"الغ\w+|ماعدا|hata\w*|nikal\w*|chhod\w*|हटा\S*|निकाल\S*|छोड\S*){_END}|^(?: is| should be)? out{_END}"
)
FAULTS = regex(
    r"(?<!\w)(?:too(?= (?!please|and|for)\w)|expensive|pricey|overpriced|costly|dear|far|bad|awful|"
    r"terrible|cheaper|"
    r"dislik\w+|hate\w*|don't|didn't|doesn't|isn't|not|won't|can't|"
    r"(?:muy|demasiado|tan) \w+|car[oa]s?|lejos|mal[oa]|no|"
    r"trop|chere?s?|loin|plai\w+ pas|aim\w+ pas|pas|zu (?:teuer|weit|laut|gros|klein|viel|alt)|teuer\w*|"
    r"nicht|"
    r"kein\w*|(?:muito|demais) ?\w*|longe|ruim|nao|слишком|дорог\w+|далеко|не|нет|غالي\w*|بعيد\w*|لا|ليس|لم|"
    r"m[ae]ha?ng\w+|door|dur|nahi\w*|महंग\S*|महँग\S*|दूर|नहीं|"
    r"another hotel|different hotel|otro hotel|autre hotel|anderes hotel|outro hotel|другой отель|"
    r"(?:for|with|by|to|por|par|contre|durch|gegen|com|на) (?:an|un|une|ein|um )? ?(?:other|otr\w+|autre|"
    rf"ander\w+|outr\w+|друг\w+|something|algo|quelque|etwas)){_END}"
)
# Beside, like or of a hotel is not in it; who wants to know or to see something of it sleeps elsewhere.
APART = regex(
    r"(?<!\w)(?:(?:near|close to|next to|opposite|beside|behind|outside|around|(?<!'d )(?<!would )like|"
    r"similar to|than|from|of|"
    r"about|versus|vs|as|cerca del?|junto al?|como|que|desde|sobre|del?|"
    r"pres d[eu]|proche d[eu]|comme|que|depuis|sur|du|d'|"
    r"nahe|neben|bei|wie|als|vom|von|uber|perto d[eo]|ao lado d[eo]|d[eo]|"
    r"рядом с|возле|около|как|чем|из|от|о|об|про|قرب|بجانب|قريب من|بالقرب من|مثل|من|عن)"
    r"(?: (?:the|el|la|le|los|das|dem|der|l'|o|a))? ?$|"
    r"(?:if|wenn|falls|если|agar|अगर|لو|اذا)"
    rf"{_END})|^ ?(?:si (?!,)|se \w+(?:rmos|ssemos))"
)
APART_BEHIND = regex(r"^ ?(?:'s\b|(?:ke|ki|ka|se|jais[aei]|के|की|का|से|जैस[ाेी])(?! (?:andar|अंदर)) )")
FOR_ELSE = regex(
    r"(?<!with )(?<!including )(?<!con )(?<!mit )(?<!avec )(?<!com )(?<!с )(?<!مع )(?<!\w)(?:dinners?|"
    r"lunch\w*|breakfast|"
    r"brunch|drinks?|coffee|tea|spa|massages?|(?:birthday|pool) party|wedding|event|meet\w*|visit\w*|see|"
    r"know|ask\w*|tell|hear|"
    r"read|compare|photos?|pictures?|info\w*|details?|prices?|rates?|transfers?|pick(?:ed)?[- ]?up|"
    r"day pass|use|"
    r"reviews?|"
    r"cenar?|almorzar|almuerzo|comer|desayun\w*|boda|fiesta|masajes?|ver|saber|conocer|pregunt\w*|fotos?|"
    r"precios?|din(?:er|ons)|dejeuner|manger|boire|mariage|savoir|voir|demander|prix|"
    r"abendessen|abend essen|essen|mittagessen|fruhstuck\w*|trinken|hochzeit|massage|wissen|sehen|fragen|"
    r"treffen|preise?|bilder|jantar|almoco|almocar|casamento|festa|massagem|perguntar|preco\w*|"
    r"ужин\w*|поужинать|обед\w*|пообедать|завтрак\w*|спа|массаж\w*|свадьб\w*|узнать|посмотреть|увидеть|"
    r"спросить|посетить|фото\w*|цен[аыу]|العشاء|عشاء|نتعشي|الغداء|غداء|سبا|مساج|نعرف|اعرف|نزور|نسال|نري|صور|"
    r"khana|dinner|lunch|nashta|shaadi|shadi|jaanna|janna|dekhn\w*|poochn\w*|puchn\w*|milna|"
    rf"खाना|डिनर|लंच|नाश्ता|स्पा|शादी|जानना|देखन\S*|पूछन\S*|मिलना){_END}"
)
