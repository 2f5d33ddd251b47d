"""How customers say what is to become of towns of their trip, in eight languages.

All patterns meet plain text.
"""

from agents.regexes import regex

# A wish may come as a question; what else is asked about a town changes no trip.
WISHES = regex(
    r"(?<!\w)(?:(?<!what )(?<!where )(?<!when )(?<!how )(?<!which )(?:can|could|may|shall|should|"
    r"might) (?:we|i|you) "
    r"(?:please |also |maybe |perhaps |just |only )*(?:go|visit|see|add|include|stop|stay|spend|squeeze|fit|"
    r"do|have|"
    r"put|swap|replace|change|remove|skip|drop)|(?:what|how) about|why not|"
    r"possible to (?:go|visit|see|add|include|stop|stay)|"
    r"(?:podemos|podriamos|puede\w*|podria\w*|se puede) (?:\w+ )?(?:ir|visitar|ver|anadir|agregar|incluir|"
    r"parar|"
    r"sumar|pasar)|que tal|y si|"
    r"(?:peut[ -]on|pouvons[ -]nous|on peut|pourri\w+|pouvez[ -]vous) (?:\w+ ){0,2}(?:aller|visiter|voir|"
    r"ajouter|"
    r"inclure|passer|rajouter)|et si|pourquoi pas|"
    r"(?:konnen|konnten|kann) (?:wir|sie|man) (?:\S+ ){1,5}(?:besuchen|fahren|sehen|hinzufugen|einbauen|"
    r"aufnehmen|"
    r"einplanen|gehen)|wie ware es mit|"
    r"(?:podemos|poderiamos|pode\w*|da (?:pra|para)) (?:\w+ )?(?:ir|visitar|ver|adicionar|incluir|"
    r"acrescentar|"
    r"colocar|passar)|que tal|e se|"
    r"(?:можно|можем|могли бы|можете) (?:\w+ )?(?:ли )?(?:\w+ )?(?:поехать|посетить|добавить|включить|"
    r"заехать|"
    r"увидеть)|как насчет|а если|"
    r"(?:هل )?(?:يمكن\w*|ممكن|نستطيع) (?:\w+ )?(?:زياره|نزور|اضافه|تضيف\w*|نذهب|الذهاب)|ماذا عن|"
    r"(?:ja|jaa|dekh|ghum|add|jod|shamil) (?:kar )?sakt\w+|kya (?:hum )?\S+ (?:bhi )?(?:jaa?|dekh|add|"
    r"jod)\w*|"
    r"(?:जा|देख|घूम|जोड|शामिल)(?: कर)? सकत\S+|कैसा रहेगा)(?![\w])"
)
# Nothing but the town that is named: these stand right before it or right behind it.
ONLY_BEFORE = regex(
    r"(?<!\w)(?:(?:just|juste|bas|बस|so)(?: (?:in|at|the|want|need|a|au|dans|em|na)){0,2} $|"
    r"(?:only|nothing but|exclusively|all in|all of it in|everything in|solo|todo en|tout a|"
    r"alles in|tudo em|все в|solamente|unicamente|seulement|uniquement|rien que|nur|"
    r"ausschlieslich|bloss|lediglich|somente|apenas|только|лишь|исключительно|فقط|sirf|keval|सिर्फ|"
    r"केवल)"
    r"(?: (?:to|in|at|the|want|need|do|visit|see|go|stay|like|wish|a|en|al|ir|visitar|ver|au|dans|nach|nach|"
    r"aller|voir|em|para|no|na|в|на|хотим|хочу|الي|في)){0,3} $)"
)
# "Only Ubud market", "just Ubud on the first day": no wish to have nothing but the town.
OF_A_PART = regex(
    r"^ (?:market|palace|temples?|fort|museum|lakes?|beach(?:es)?|monkey|rice|mercado|palacio|templos?|"
    r"marche|"
    r"palais|markt|palast|tempel|mercado|рынок|дворец|храм\w*|bazaar|bazar|mahal|qila)(?!\w)|"
    r"[^.!?;\n]{0,40}?(?<!\w)(?:(?:first|last|one|second) day|(?:primer|ultimo) dia|(?:premier|dernier) jour|"
    r"(?:ersten|letzten) tag|primeiro dia|перв\w+ день|последн\w+ день|pehle din|पहले दिन|اليوم الاول)(?!\w)"
)
# A statement about a town, and words that wish all the same.
STATES = regex(
    r"(?<!\w)(?:is|are|was|were|isn't|wasn't|it's|that's|has|have|had|told|tells?|says?|said|say|heard|"
    r"thinks?|looks?|"
    r"seems?|sounds?|loved|liked|es|son|era|fue|esta|estan|tiene|dice\w*|dijo|parece\w*|est|sont|etait|a dit|"
    r"semble|parait|ist|sind|war|waren|hat|sagt\w*|klingt|scheint|e (?:muito|longe|perto|boa|bom)|sao|foi|"
    r"tem|disse|hai|hain|tha|thi|"
    r"है|हैं|था|थी|"
    r"сказал\w*|говор\w+|был[аио]?|кажется|нравит\w+|понравил\w+|قال\w*|كان\w*|جميل\w*|"
    r"بعيد\w*)(?![\w\u0900-\u0963])"
)
WANTED = regex(
    r"(?<!\w)(?:(?:want|wish|wanted|like|love)(?! to (?:say|tell|know|ask|point|mention|"
    r"thank)(?!\w))(?=s? (?:to|a|the|only|also|[^\W\d]))|"
    r"prefer\w*|rather|please|pls|let's|let us|add\w*|includ\w+|put|squeeze|fit in|skip|drop|remove|"
    r"replac\w+|"
    r"swap|switch|chang\w+|exchange|make it|keep|need|instead|"
    r"quer\w+|quier\w+|quisi\w+|gustaria\w*|por favor|anad\w+|agreg\w+|inclu\w+|prefer\w+|prefier\w+|"
    r"cambi\w+|"
    r"voul\w+|voudr\w+|veu[xt]|aimeri\w+|svp|s'il vous plait|ajout\w+|remplac\w+|prefer\w+|plutot|"
    r"mocht\w+|woll\w+|ich will|bitte|hinzu\w*|einbau\w*|lieber|statt|nehm\w+|"
    r"gostar\w+|adicion\w+|acrescent\w+|troc\w+|troqu\w+|"
    r"хот\w+|хочу|добав\w+|включ\w+|пожалуйста|лучше|замен\w+|"
    r"chah\w+|jod(?:o|na|do|dena|dijiye|iye|e)?|jana|jaana|dekhna|ghumna|rakh\w*|चाह\S+|जोड\S*|जाना|देखना|"
    r"घूमना|"
    r"نريد|اريد|نود|اضف\w*|اضيف\w*|من فضلك|ارجو)(?![\w\u0900-\u0963])"
)
ONLY_BEHIND = regex(
    r"^,? ?(?:(?:is |hi |mein |me |में |ही )?(?:only|alone|and nothing else|nothing else|nothing more|"
    r"the whole time|"
    r"all the time|for the whole (?:trip|stay|time)|throughout|solamente|unicamente|y nada mas|nada mas|"
    r"seulement|"
    r"uniquement|et rien d'autre|rien d'autre|nur|und sonst nichts|sonst nichts|somente|apenas|e mais nada|"
    r"mais nada|"
    r"и все|и больше ничего|больше ничего|فقط|ولا شيء اخر|hi (?:jana|rehna|ghumna|chahiye)|bas|"
    r"aur kuch nahi\w*|"
    r"ही (?:जाना|रहना|घूमना|चाहिए)|और कुछ नहीं))(?!\w)"
)
# One town for another. Between the two: what goes, and what comes in its place ...
CHANGES = regex(
    r"(?<!\w)(?:replac\w+|swap\w*|switch\w*|exchang\w+|chang\w+|substitut\w+|trad\w+|cambi\w+|sustitu\w+|"
    r"reemplaz\w+|remplac\w+|echang\w+|ersetz\w+|tausch\w*|wechs\w+|austausch\w*|troc\w+|troqu\w+|mud\w+|"
    r"substitu\w+|"
    r"замен\w+|помен\w+|смен\w+|استبد\w+|بدل\w*|غير\w*|تبديل|badal\w*|badl\w*|बदल\S*)[^.!?\n]{0,24}$"
)
BY = regex(
    r"^ ?(?:(?:for|with|by|to|into|por|con|par|contre|durch|gegen|in|com|на|ب|الي|ki jagah|ke badle|ke bajay|"
    r"को|ko|से|se)(?: (?:the|el|la|le|o|a))? ?)$"
)
AND = regex(r"^ ?(?:,|and|with|y|et|und|e|и|с|و|aur|और|&|/|<->) ?$")
# ... or the town that comes, these words, and the town that goes; in Hindi the other way round.
INSTEAD_OF = regex(
    r"^,? ?(?:please |bitte )?(?:instead of|rather than|in place of|in lieu of|not|en vez de|en lugar de|"
    r"en cambio de|no|au lieu de|plutot que|a la place de|pas|statt|anstatt|anstelle von|nicht|em vez de|"
    r"no lugar de|ao inves de|nao|вместо|а не|بدلا من|بدل|مكان|عوضا عن)(?: (?:the|of|to|a|in|el|la|le|de|"
    r"d')){0,2} ?$"
)
IN_ITS_PLACE = regex(
    r"^ (?:ki jagah|ke badle|ke bajay|ke bajaye|की जगह|के बदले|के बजाय)(?: (?:par|pe|पर|mein|में))? $"
)
INSTEAD = regex(
    r"(?<!\w)(?:instead|rather|prefer\w*|better|mejor|en su lugar|prefier\w*|plutot|a la place|lieber|"
    r"stattdessen|"
    r"melhor|em vez disso|лучше|вместо (?:этого|него|нее)|بدلا من ذلك|الافضل|نفضل|iske bajay|uski jagah|"
    r"इसके बजाय|"
    r"उसकी जगह)(?!\w)"
)
# The order of the stops.
BEFORE = regex(
    r"^ (?:before|ahead of|antes (?:de|que)|avant|vor|antes d[eo]|до|перед|раньше|قبل|se pehle|से पहले)"
    r"(?: (?:the|la|el|le|que|a|de))? ?$"
)
AFTER = regex(
    r"^ (?:after|despues de|apres|nach|depois d[eo]|после|بعد|ke baad|के बाद)(?: (?:the|la|el|le|a))? ?$"
)
THEN = regex(
    r"^,? (?:first |primero |d'abord |zuerst |primeiro |сначала )?,? ?(?:(?:and|y|et|und|e|и|و|aur|और) )?"
    r"(?:then|after that|luego|despues|ensuite|puis|apres|dann|danach|depois|потом|затем|ثم|phir|uske baad|"
    r"फिर|"
    r"उसके बाद) (?:to |a |in |nach |в |на )?$"
)
A_HOTEL = regex(
    r"(?<!\w)(?:hotels?|resorts?|accommodations?|alojamientos?|hoteles|hebergements?|unterk\w+|hoteis|"
    r"hospedagem|pousadas?|отел\w*|гостиниц\w*|жилье|(?:ال|ب|بال)?فندق\w*|(?:ال)?فنادق)(?!\w)|होटल"
)
_HOTEL = (
    r"(?:hotels?|resorts?|hoteles|hoteis|accommodation|alojamiento|hebergement|unterkunft|hospedagem|"
    r"отел[ьяюем]*|гостиниц[аыуе]\w*|(?:ال)?فندق\w*|(?:ال)?فنادق|होटल)"
)
_CHANGE = (
    r"(?:chang\w*|swap\w*|switch\w*|replac\w*|exchang\w*|cambi\w+|sustitu\w+|reemplaz\w+|remplac\w+|"
    r"echang\w+|"
    r"tausch\w*|austausch\w*|wechs\w*|ander[ent]*|ersetz\w+|troc\w+|troqu\w+|mud\w+|substitu\w+|замен\w+|"
    r"смен\w+|"
    r"помен\w+|измен\w+|استبد\w+|تبديل|تغيير|غير\w*|بدل\w*|badal\w*|badl\w*|बदल\S*)"
)
_OTHER = (
    r"(?:another|(?:a |some )?different|some other|any other|other|otro|otros|distinto|un autre|autres?|"
    r"ander(?:es|e|en)|"
    r"outro|outros|друг(?:ой|ую|ом|ие|ого)|dusr[ai]|doosr[ai]|koi aur|koi dusra|दूसर\S+|कोई और|अलग)"
)
_DISLIKE = (
    r"(?:don't (?:really )?like|do not like|dislike|hate|not happy with|no (?:me|nos) (?:gusta|convence)\w*|"
    r"n'aim\w+ pas|ne (?:me |nous )?plai\w+ pas|(?:gefallt|mag|mogen)[^.!?\n]{0,24}nicht|nicht zufrieden|"
    r"nao gost\w+|не нравится|не нравятся|لا يعجبن\w*|pasand nah\w+|पसंद नह\S+)"
)
OTHER_HOTEL = regex(
    rf"(?<!\w)(?:{_CHANGE}(?: \S+){{0,3}} {_HOTEL}|{_HOTEL}(?: \S+){{0,4}} {_CHANGE}|{_OTHER} {_HOTEL}|"
    rf"{_DISLIKE}(?: \S+){{0,3}} {_HOTEL}|{_HOTEL}(?: \S+){{0,3}} {_DISLIKE}|"
    r"(?:ال)?فندق\w*(?: \S+){0,2} (?:اخر|مختلف))(?!\w)"
)
# Rules of changing hotels are asked of the library.
OF_THE_RULES = regex(
    r"(?<!\w)(?:fees?|penalt\w+|polic\w+|later|after (?:booking|we book|paying)|once booked|until when|"
    r"charges?|"
    r"cost\w*|costo|cargo|gastos|frais|gebuhr\w*|kosten|taxa|multa|штраф\w*|комисси\w+|رسوم|غرامه|charge|"
    r"shulk|शुल्क)"
    r"(?!\w)"
)
