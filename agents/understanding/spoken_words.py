"""The words by which a clause shows how it is meant, in eight languages."""

from agents.regexes import regex
from agents.understanding.of_whom import KIN

WISHES = regex(
    r"(?<!\w)(?:want|wants|wanted|would like|'d like|would love|'d love|like to|please|pls|can (?:we|you|i)|"
    r"could|"
    r"let's|need|needs|prefer|plan|planning|wish|hope|hoping|looking|thinking|considering|make it|book|"
    r"in mind|again|same|quer\w+|quier\w+|quisiera\w*|gustaria|por favor|necesit\w+|otra vez|de nuevo|igual|"
    r"voul\w+|voudr\w+|veux|veut|aimeri\w+|souhait\w+|svp|s'il vous plait|encore|pareil|"
    r"mocht\w+|woll\w+|(?:ich|er|sie) will|hatten gern\w*|bitte|brauch\w+|wieder|nochmal|genauso|gostar\w+|"
    r"precis\w+|outra vez|"
    r"хот\w+|хочу|нужн\w+|надо|пожалуйста|снова|опять|так же|chahiye|chaahiye|chaht\w+|phir|dobara|karna hai|"
    r"चाहिए|चाहत\w*|फिर|दोबारा|कृपया|نريد|اريد|نود|ارجو|من فضلك|مره اخري)(?![\w\u0900-\u0963])"
)
COUNTED = r"(?:\d{1,2}|two|three|four|five|a few|some|several|couple of|dos|tres|unos|deux|trois|quelques|"
COUNTED += r"zwei|drei|einigen|dois|uns|два|три|пару|несколько|do|kuch|दो|कुछ)"
# Days and seasons that lie behind, which no trip to come has.
ANOTHER_TIME = regex(
    r"(?<!\w)(?:last (?:year|time|month|summer|winter|spring|autumn|trip|holidays?|visit|diwali|christmas)|"
    rf"(?:{COUNTED} )?years? (?:ago|back|before)|{COUNTED} months ago|years earlier|in the past|"
    r"back then|previously|on our (?:last|previous|honeymoon) trip|"
    r"(?:el )?(?:ano|mes|verano|invierno) pasado|la (?:ultima|otra) vez|la vez pasada|"
    rf"hace (?:un|{COUNTED}) (?:anos?|meses)|"
    rf"l'an(?:nee)? (?:dernier|passe)e?|l'ete dernier|la derniere fois|il y a (?:un|{COUNTED}) (?:ans?|"
    rf"mois)|"
    rf"(?:im )?letzte[sn]? (?:jahr|mal|sommer|winter|urlaub)|vor (?:einem|{COUNTED}) (?:jahr\w*|monaten?)|"
    r"(?:no )?(?:ano|mes|verao) passado|da ultima vez|na ultima vez|"
    rf"ha (?:um|{COUNTED}) (?:anos?|meses)|"
    rf"в прошл\w+ (?:год\w*|раз|месяц\w*)|прошлым (?:летом|годом)|прошлой (?:зимой|весной|осенью)|"
    rf"(?:{COUNTED} )?(?:год|года|лет) назад|"
    r"(?:pichle|pichhle|pichli|pichhli) (?:saal|baar|mahine|garmi\w*)|saal pehle|"
    r"(?:पिछले|पिछली) (?:साल|बार|महीने|गर्मियों)|साल पहले|"
    r"(?:في )?(?:العام|السنه|الصيف|الشهر) الماضي\w*|المره (?:الماضيه|السابقه)|قبل (?:سنه|سنتين|سنوات|عام))"
    r"(?![\w\u0900-\u0963])"
)
DID = regex(
    r"(?<!\w)(?:(?:we|i|they|who|friends|and) (?:spent|stayed|visited|went|"
    rf"had (?:about |only )?{COUNTED} (?:nights|days)|"
    r"were(?! (?:hop|think|look|plan|wonder|told|going|consider|hoping|thought|wanted|booked)))|"
    r"estuvimos|estuve|nos quedamos|fuimos|pasamos|avons (?:passe|fait|dormi)|sommes (?:alle|reste)\w*|"
    r"nous etions|on etait|j'etais|"
    r"verbracht|(?:waren|war) (?:wir|ich)|(?:wir|ich) (?:waren|war)|estivemos|passamos|fomos|"
    r"(?:мы |я )?(?:провели|ездили|были|жили)|ruke the|gaye the|gae the|रुके थे|गए थे|गये थे|قضينا|زرنا|"
    r"ذهبنا|"
    r"كنا)(?![\w\u0900-\u0963])"
)
JUDGES = regex(
    r"(?<!\w)(?:(?:is|are|it's|be|seems?|sounds?|feels?|was|were) (?:not enough|(?:a bit |much |way |far |"
    r"rather )?"
    r"too (?:short|long|few|many|much|little))|isn't enough|aren't enough|won't be enough|"
    r"no (?:es|son|seria) suficientes?|(?:es|son) (?:muy|demasiad[oa]s?) (?:poc[oa]s?|cort[oa]s?|larg[oa]s?)|"
    r"es demasiado|ne (?:suffi\w+|sont pas assez)|(?:c'est|est|sont) trop (?:court|long|peu)\w*|"
    r"nicht genug|reichen? nicht|(?:ist|sind) (?:zu|doch zu) (?:kurz|lang|wenig|viel)|"
    r"nao (?:e|sao) suficientes?|(?:e|sao) (?:muito )?(?:pouc[oa]s?|curt[oa]s?|demais)|"
    r"мало|слишком|недостаточно|не хватит|kam hai|kam (?:hain|pad\w*)|zyada hai|कम (?:है|हैं|पड\w*)|"
    r"ज्यादा (?:है|हैं)|"
    r"لا تكفي|غير كافيه|قليله)(?![\w\u0900-\u0963])"
)
PRICES = regex(
    r"(?<!\w)(?:how much|what (?:do|does|would|is the price)|cuanto (?:cuestan?|valen?|costaria\w*)|combien|"
    r"was (?:kosten?|wurden?)|wie ?viel|quanto (?:custam?|sai|fica)|сколько (?:стоит|стоят|будет)|почем|"
    r"kitne? (?:ka|ki|ke|lagega|hoga)|कितने? (?:का|की|के|लगेगा|होगा)|بكم|كم (?:سعر|تكلف\w*|يكلف))"
    r"(?![\w\u0900-\u0963])"
)
# What of a trip somebody had once: "had surgery" and "took the kids" are none of it.
_HAD = (
    r"(?= [^,.;:!?\n]{0,25}(?<!\w)"
    r"(?:budget|hotels?|rooms?|zimmer|suite|villa|car|auto|nights?|nachte|days?)(?!\w))"
)
# Who did it beside them: "my brother and his wife", "our friends, a couple with 2 kids,", but not "… and I".
_AND_THEIRS = (
    r"(?: (?:of (?:ours|mine)|(?:and|&|with|y|et|und|e|con|com|avec|mit|и|с|со|aur|और)"
    r"(?! (?:i|me|we|us|my|our|yo|je|moi|nous|nosotr[oa]s|ich|wir|eu|nos|я|мы|main|hum)(?!\w))"
    r"(?: [^\s,.;:!?]{1,20}){1,6}?))?(?P<aside>,[^,.;:!?\n]{1,60},)?"
)
# What others did, and what we did at a time that is named. Who pays for something may pay for this.
KIN_DID = regex(
    rf"(?<!\w){KIN}{_AND_THEIRS}(?: (?:all|both|once|already|ya|deja|schon|ja|уже))? "
    rf"(?:spent|stayed|visited|went|flew|celebrated|paid(?! (?:for|us|by))|had{_HAD}|hatten{_HAD}|"
    r"(?:got )?married|honeymooned|(?:was|were|(?:has|have) been) (?:in|to|at)(?! (?:favou?r|touch|charge))|"
    r"gastaron|pagaron|estuvieron|fueron(?! (?:quien\w*|los|las|el|la) )|viajaron|se (?:alojaron|quedaron)|"
    r"ont (?:depense|paye|passe|visite|loge|sejourne|celebre)|(?:sont|etaient) (?:alle|reste|parti)\w{0,2}|"
    r"waren|flogen|bezahlten|"
    r"haben [^.!?;,\n]{0,40}(?:ausgegeben|bezahlt|verbracht|gewohnt|gefeiert)|gastaram|pagaram|"
    r"foram(?! (?:quem|os|as|o|a) )|ficaram|"
    r"viajaram|потратили|заплатили|ездили|жили|были|летали|отмечали)(?!\w)|"
    rf"(?<!\w){KIN}(?: ne|ने)? [^.!?;,\n]{{0,40}}(?:kharch kiy\w|gaye the|ruke the|खर्च कि\S+|गए थे|रुके थे)"
)
DID_THEN = regex(
    r"(?<!\w)(?:(?:we|i|they|who|and) (?:paid|had|flew|celebrated|took|drove|rented|did|booked|"
    r"travell?ed|toured|enjoyed|holidayed)|"
    r"pagamos|gastamos|volamos|viajamos|celebramos|nos alojamos|tuvimos|avons (?:paye|depense|loge|eu)|"
    r"(?:haben|hatten) (?:wir|ich)|(?:wir|ich) hatten?|bezahlt|ausgegeben|ficamos|tivemos|"
    r"foram|заплатили|потратили|летели|летали|kharch kiy\w|खर्च कि\S+|دفعنا|انفقنا)(?![\w\u0900-\u0963])"
)
# What somebody is fond of.
LIKES = regex(
    r"(?<!\w)(?:loves?|likes?|enjoys?|adores?|prefers?|(?:is|are) (?:really |very )?(?:into|fond|keen|fans?)|"
    r"les? (?:gust\w+|encant\w+)|ador\w+|aim\w+|mag|mogen|lieb\w+|gost\w+|люб\w+|нрав\w+|pasand|पसंद|"
    r"[يت]?حب\w*)(?![\w\u0900-\u0963])"
)
# What is said of a thing just named: "2 nights in Ubud. That is too short".
SAYS_OF_IT = regex(
    r"[.!;,\s]*(?:that|it|this|which|eso|esto|es|ca|c'est|das|es|isso|e|это|yeh?|ये|यह|هذا|هذه)(?![\w'])"
)


# "Do not add a night": nothing of it is to be read as one. The night is what is not to be added, for "don't
# plan too much per day" says nothing of nights.
NIGHT = (
    r"(?:nights?|days?|noches?|dias?|nuits?|jours?|nacht\w*|tage?|noites?|ноч\w*|д(?:ень|ня|ней)|raat\w*|din|"
    r"रात\S*|दिन|ليله|ليال\w*|يوم\w*|ايام)(?![\w\u0900-\u0963])"
)
SUCH = (
    rf"(?:(?:{COUNTED}|an?|any|the|more|another|one|extra|additional|further|single|mas|otr[oa]s?|un[oa]?|"
    r"ningun[oa]?|de|une|plus|autres?|supplementaires?|um|uma|mais|outr[oa]s?|nenhuma?|еще|больше|лишн\w+|"
    r"дополнительн\w+|одну|один|ek|aur|extra|koi|एक|और|कोई|اي|اخري) ){0,3}"
)
ADDS_NO = regex(
    r"(?<!\w)(?:(?:(?<!why )(?:don't|do not|dont|never|please not) (?:add|extend|put|plan|book|want to add)|"
    r"no (?:agreg|anad|sum[ae]|pong|alarg)\w*|n(?:e |')(?:r?ajout|prolong|mett|prevo)\w* (?:pas|plus)|"
    r"nao (?:acrescent|adicion|coloqu|prolongu)\w*|не (?:добавля|добав|продлева|надо добав|нужно добав)\w*|"
    rf"لا (?:تضيفوا|تضف|تضيف\w*)) {SUCH}{NIGHT}|"
    rf"kein\w* (?:(?:weiter|zusatzlich|extra|einzig)\w* )?{NIGHT}(?: \w+){{0,4}} "
    r"(?:hinzu\w*|dazu\w*|anhang\w*|extra|mehr)(?!\w)|"
    rf"(?P<behind>{SUCH}{NIGHT} (?:aur |extra |और )?"
    r"(?:(?:mat|nahi) (?:jod|badha|add)\w*|(?:मत|नहीं) (?:जोड|बढा)\S*)))"
)
# Who wants the same, or to go there again, speaks of this trip by that one.
LIKE_IT = regex(
    r"(?<!\w)(?:same(?! (?:group|people|family|party|friends|persons?|size|number|dates?|budget|time))|"
    r"similar|(?:like|as) (?:we did )?last|like (?:that|then|them|theirs|it)|there|again|"
    r"exactly that|lo mismo|la misma|"
    r"igual|alli|alla|"
    r"la meme|le meme|pareil|la-bas|encore|y retourner|genauso|dasselbe|dieselbe|das gleiche|dort|dorthin|"
    r"wieder|"
    r"o mesmo|a mesma|la de novo|то же|такой же|такую же|туда|там|снова|wahi|wahan|waisa|waisi|phir|वही|वहां|"
    r"वहाँ|वैसा|"
    r"वैसी|फिर|نفس|هناك|مثل)(?![\w\u0900-\u0963])"
)


# "2 adults who visited Bali", "… because we were there": what is told begins behind.
TOLD_FROM = regex(
    r"(?<!\w)(?:who|that|which|because|since|as|and|que|porque|ya que|y|qui|car|parce que|et|weil|da|denn|"
    r"und|die|e|pois|который|которые|потому что|так как|и|kyunki|aur|क्योंकि|और|لان|الذين)(?!\w)"
)
# "… and want Kerala now": where what is told of another time ends without a comma, and a wish begins.
NO_AND = r"(?!(?:and|y|et|und|e|и|aur|और) )[^\s,.;:!?]+ "
AND_WISHES = regex(
    rf"\s(?:and|y|et|und|e|и|aur|और|و) ?(?=(?:(?:{NO_AND}){{0,4}}?"
    r"(?:want|would like|would love|'?d like|'?d love|need|wish|plan|prefer|are (?:looking|planning)|"
    r"quer(?:emos|ia\w*)|quier\w+|quisier\w+|necesit(?:o|amos)|voulons|veux|voudr\w+|aimeri\w+|"
    r"souhait(?:e|ons)|wollen|will|mochten|mochte|brauchen|hatten gern\w*|quero|gostari\w+|precis(?:o|amos)|"
    r"хо(?:тим|чу|тели бы)|нужн\w+|нам надо|نريد|اريد|نود)|"
    # Hindi wishes at the end.
    rf"(?:{NO_AND}){{0,7}}?(?:chaht[ei]|chahiye|chaahiye|चाहत[ेी]|चाहिए))(?![\w\u0900-\u0963]))"
)
