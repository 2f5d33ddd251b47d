"""The words by which customers ask about the quote in hand, in eight languages; all folded.

What a price holds is asked by a word of inclusion (`INCLUDES`) in a question; the things that may be held
stand in `THINGS`.
"""

from agents.regexes import regex

# Things that a price may hold; a place or a hotel of the plan may be named instead of one of them.
THINGS = {
    "flights": regex(
        r"(?<!\w)(?:flights?|air ?fares?|(?:air|plane|flight) tickets?|vuelos?|(?:billetes?|"
        r"pasajes?) de avion|"
        r"vols?|billets? d avion|flug(?!h)\w*|fluge|ال?طيران|تذاكر الطيران|voos?|passage(?:m|ns) aereas?|"
        r"перелет\w*|авиабилет\w*|उडान\S*|फ्लाइट\S*|hawai ticket)(?!\w)"
    ),
    "visa": regex(
        r"(?<!\w)(?:visas?|visados?|visum|vistos?|виз[аыу]|(?:ال)?تاشير\w*|(?:ال)?فيزا|वीजा)(?!\w)"
    ),
    "insurance": regex(
        r"(?<!\w)(?:insurance|seguros?|assurances?|(?:reise)?versicherung\w*|страховк\w*|(?:ال)?تامين|बीमा|"
        r"bee?ma)(?!\w)"
    ),
    "breakfast": regex(
        r"(?<!\w)(?:breakfasts?|desayunos?|petits? dejeuners?|fruhstuck\w*|(?:ال)?(?:افطار|فطور)|"
        r"cafe da manha|pequeno almoco|завтрак\w*|naa?shta|नाश्ता|नाश्ते)(?!\w)"
    ),
    "meals": regex(
        r"(?<!\w)(?:lunch(?:es)?|dinners?|meals?|food|half board|full board|comidas?|cenas?|almuerzos?|"
        r"pension completa|media pension|repas|diners?|(?<!petit )(?<!petits )dejeuners?|demi pension|"
        r"pension complete|essen|mahlzeiten|mittagessen|abendessen|halbpension|vollpension|"
        r"(?:ال)?(?:وجبات|غداء|عشاء)|refeic\w+|almoco|jantar|обед\w*|ужин\w*|питани\w*|еда|khaa?na|खाना|"
        r"भोजन)(?!\w)"
    ),
    "airport": regex(
        r"(?<!\w)(?:airport|pick ?ups?|picks? us up|aeropuerto|recogida|aeroport|flughafen\w*|abholung|"
        r"(?:ال|لل)?مطار|aeroporto|аэропорт\w*|हवाई अड्ड\S*|एयरपोर्ट)(?!\w)"
    ),
    "transfers": regex(
        r"(?<!\w)(?:transfers?|transport\w*|cars?|cabs?|taxis?|drivers?|vehicles?|traslados?|coche|"
        r"conductor|"
        r"transferts?|chauffeur|voiture|fahrer|auto|wagen|(?:ال)?(?:نقل|تنقلات|سيار[هة]|سائق|سايق)|"
        r"translados?|"
        r"carro|motorista|трансфер\w*|машин\w*|водител\w*|gaa?di|गाडी|ड्राइवर)(?!\w)"
    ),
    "entrance": regex(
        r"(?<!\w)(?:entrance\w*|entry|entries|(?<!flight )(?<!air )(?<!plane )tickets?|admissions?|"
        r"sightseeing|"
        r"activities|entradas?|entrees?|(?:billets?|visites)(?! d avion)|eintritt\w*|"
        r"(?:ال)?(?:تذاكر(?! الطيران)|"
        r"دخول)|ingressos?|passeios|билет\w*|входн\w*|टिकट\S*|प्रवेश)(?!\w)"
    ),
    "guide": regex(
        r"(?<!\w)(?:guides?|guias?|reiseleit\w+|reisefuhrer\w*|(?:ال)?مرشد\w*|гид\w*|экскурсовод\w*|"
        r"गाइड)(?!\w)"
    ),
    "taxes": regex(
        r"(?<!\w)(?:tax(?:es)?|gst|vat|impuestos?|iva|tva|ttc|steuern?|mwst|mehrwertsteuer|"
        r"(?:ال)?(?:ضريب\w+|ضرايب)|"
        r"impostos?|taxas?|налог\w*|ндс|टैक्स|कर)(?!\w)"
    ),
    "tips": regex(
        r"(?<!\w)(?:tips?|gratuit\w+|propinas?|pourboires?|trinkgeld\w*|(?:ال)?بقشيش|gorjetas?|чаевые|"
        r"टिप)(?!\w)"
    ),
    "hotels": regex(
        r"(?<!\w)(?:hotels?|resorts?|accommodation|stays?|rooms?|hoteles|alojamiento|hebergement|"
        r"unterkunft|"
        r"(?:ال)?(?:فندق|فنادق)|hote(?:l|is)|hospedagem|отел\w*|проживани\w*|होटल)(?!\w)"
    ),
}  # fmt: skip
INCLUDES = regex(
    r"(?<!\w)(?:excluded|excludes|excluding|exclusions?|excluid[oa]s?|exclus?e?s?|ausgeschlossen|"
    r"исключен\w*|included|includes|including|inclusive|inclusions?|covered|covers|"
    r"(?:does|do|will|would|did) (?:\w+ ){1,4}(?:include|cover)|include (?:hai|he|h|hota|hoga)|"
    r"in the (?:price|package|cost|total)|part of the (?:price|package|deal)|"
    r"incluyen?|incluid[oa]s?|en el precio|comprend|comprennent|comprise?s?|inclut|incluse?s?|dans le prix|"
    r"inbegriffen|enthalten|enthalt|inklusive|inkl|im preis|mit drin|(?:ist|sind) (?:\w+ ){1,4}dabei|"
    r"(?:ي|ت)شمل|شامل\w*|مشمول\w*|متضمن\w*|(?:ي|ت)تضمن|inclui|incluem|inclus[oa]s?|no preco|"
    r"входит|входят|включен\w*|включает|в цену|shaa?mil|शामिल|सम्मिलित)(?!\w)"
)
# Asked without a word of inclusion: "is that with taxes?", "do we get a guide?".
HOLDS = regex(
    r"(?<!\w)(?:(?:is|are) (?:it|this|that|these|the (?:price|total|rate|quote|amount|plan|trip))"
    r"(?: (?:price|total))? (?:with|without|before|after) |do (?:we|i) (?:get|have) (?!to )|"
    r"(?:is|will) there (?:be )?(?:an?|any) |will (?:some(?:one|body)|any(?:one|body)|you|a driver|they) "
    r"(?:pick|meet|collect|fetch) us|(?:es|esta) (?:con|sin) |(?:c est|le prix est) (?:avec|sans) |"
    r"prix ttc|(?:ist das|ist der preis) (?:mit|ohne) |(?:e|esta) (?:com|sem) |"
    r"(?:это )?с (?:учетом )?(?=налог|ндс)|"
    r"(?:tax|gst)(?:es)? (?:ke saath|samet|mila ke|ke sath)|(?:टैक्स|कर) (?:के साथ|सहित|समेत))"
)
ALL_OF_IT = regex(
    r"(?<!\w)(?:what|whats|which|everything|all inclusive|inclusions?|que|todo|quoi|qu est ce|tout|was|"
    r"alles|o que|tudo|"
    r"что|все|ماذا|ما|كل شيء|kya kya|क्या क्या|sab kuch)(?!\w)"
)
WHAT_WE_GET = regex(
    r"(?<!\w)(?:what (?:all )?(?:do|will|would) (?:we|i) (?:get|receive) for (?:the|this|that) (?:price|"
    r"money|amount)|"
    r"what (?:is|s)(?: all)? (?:in|inside) (?:the|this|that|our|your) (?:price|package|total|quote)|"
    r"(?:is|isme|price me|price mein|package me|package mein) (?:\w+ )?kya kya (?:hai|milega|aata|"
    r"shaa?mil|included?)|"
    r"(?:कीमत|पैकेज|इस) में क्या क्या|was bekommen wir (?:dafur|fur)|que (?:recibimos|entra) por|"
    r"qu avons nous pour ce prix|o que (?:recebemos|entra) por|что мы получ\w+ за)(?!\w)"
)
# Who wants something to be included asks for a change; "if" speaks of another trip.
WISHES = regex(
    r"(?<!\w)(?:(?:can|could|may|should|must|to|please) (?:\w+ ){0,4}be (?:included|covered)|"
    r"(?:i|we) (?:\w+ )?(?:want|need(?! to)|wish|prefer|d like|like|expect)|would like|make sure|"
    r"(?:can|could) you (?:\w+ )?(?:include|add)|(?:quiero|queremos|voulons|veux|mochte\w*|wollen|soll|"
    r"sollte\w*|"
    r"quero|queremos|хотим|хочу|نريد|اريد|chahiye|चाहिए)(?!\w)|"
    r"(?:if|instead|unless|agar|अगर|यदि|wenn|falls|اذا|لو|если)(?!\w))"
)
_IT = r"(?:price|prices|offer|quote|quotation|proposal|rates?|deal|package|total|plan|it|this|that)"
_OURS = r"(?:(?:the|this|that|your|our|these) )?(?:new |current |total )?"
_DECIDE = r"(?:decide|decision|answer|reply|respond|confirm\w*|book|let you know|get back to you)"
UNTIL = regex(
    rf"(?<!\w)(?:how long (?:is|s|are|does|do|will|would|can) {_OURS}{_IT}(?: {_IT})?(?: (?:be|stay|"
    rf"still|you))* "
    r"(?:valid|good|hold|last|guaranteed|fixed|available|stand)|"
    rf"how long (?:will|can|do|would) you (?:hold|keep|guarantee) {_OURS}{_IT}|"
    r"(?:is|are|s) (?:the|this|that|your|these) (?:new |total )?(?:price|prices|quote|offer|rates?|"
    r"total|amount) "
    r"(?:\w+ )?(?:fixed|guaranteed|locked|final|firm|valid|confirmed)|"
    r"(?:will|can|could|might|may|does) (?:the|this|that|your) (?:price|prices|rates?|quote|"
    r"total) (?:\w+ )?"
    r"(?:change|go up|increase|rise|stay|expire|be fixed|be guaranteed)|"
    r"when (?:does|will|do) (?:the|this|that|your) (?:price|offer|quote|proposal|deal) (?:expire|end|"
    r"run out)|"
    rf"(?:until|till|til|by|upto|up to) (?:when|what (?:date|day|time)|which (?:date|"
    rf"day)) (?:\w+ ){{1,5}}{_DECIDE}|"
    rf"(?:until|till|til) when (?:is|does|will) {_OURS}{_IT}|"
    r"when (?:do|would|will|must|should) you (?:\w+ )?(?:need|want|expect|require)(?: \w+){0,4} "
    r"(?:decision|answer|reply|confirmation|know|hear)|"
    r"when (?:do|should|must|shall) (?:i|we) (?:have to |need to )?(?:decide|confirm|answer|reply|"
    r"let you know)|"
    rf"how (?:long|much time) (?:do|have|can|may) (?:we|i) (?:\w+ ){{0,3}}(?:to |"
    rf"until we )(?:\w+ )?{_DECIDE}|"
    r"(?:price|quote|offer) validity|validity of (?:the|this|your) (?:price|quote|offer)|"
    r"(?:price|rate|quote|offer|daam|kee?mat) (?:kab tak|fix|fixed|pakka|pakki) ?(?:hai|valid|rahega)?|"
    r"kab tak (?:\w+ )?(?:batana|bata|decide|confirm|valid)|कब तक (?:\S+ )?(?:बताना|तय|मान्य|वैध|फैसला)|"
    r"(?:कीमत|दाम) (?:कब तक|पक्की|पक्का|फिक्स|तय)|"
    r"(?:hasta cuando|cuanto tiempo|hasta que (?:dia|fecha)) .{0,30}(?:valid\w*|precio|oferta|"
    r"presupuesto|decid\w*|"
    r"confirm\w*|respond\w*)|(?:precio|oferta) (?:es|esta|sigue) (?:fij[oa]|garantizad[oa]|valid[oa]|"
    r"cerrad[oa])|"
    r"(?:es|esta) (?:fijo|garantizado|valido|cerrado) (?:el|este) precio|"
    r"cuando (?:necesita\w*|hay que|debemos|tenemos que) .{0,20}(?:respuesta|decidir|confirmar)|"
    r"(?:jusqu a quand|jusqu a quelle date|combien de temps) .{0,30}(?:valable|valide|prix|offre|devis|"
    r"decider|"
    r"confirmer|repondre)|(?:prix|tarif|offre|devis) (?:est(?: il| elle)? )?(?:fixe|garanti|ferme|"
    r"valable|definitif)|"
    r"quand (?:devons nous|faut il|dois je) .{0,20}(?:repondre|decider|confirmer)|"
    r"(?:wie lange|bis wann) .{0,40}(?:gultig|gilt|preis|angebot|entscheid\w*|bestatig\w*|zusag\w*|"
    r"antwort\w*)|"
    r"(?:ist|bleibt) (?:der|dieser) preis (?:fix|fest|garantiert|verbindlich|endgultig)|"
    r"wann (?:brauchen|braucht) (?:sie|ihr) .{0,20}(?:antwort|entscheidung|zusage)|"
    r"(?:ate quando|quanto tempo|ate que (?:dia|data)) .{0,30}(?:valid\w*|vale|preco|oferta|orcamento|"
    r"decid\w*|"
    r"confirm\w*|respond\w*)|(?:o|esse|este) preco (?:e|esta) (?:fixo|garantido|fechado|valido)|"
    r"quando (?:precisam?|temos que|devemos) .{0,20}(?:resposta|decidir|confirmar)|"
    r"(?:до какого|до когда|как долго) .{0,30}(?:деиству\w*|цен\w*|предложени\w*|решить|подтверд\w*|"
    r"ответ\w*)|"
    r"сколько (?:времени )?(?:деиствует|держится)|цена (?:фиксирован\w*|гарантирован\w*|окончательн\w*)|"
    r"когда (?:вам )?(?:нужен|нужно) .{0,15}(?:ответ|решение)|"
    r"(?:حت[يى] مت[يى]|ال[يى] مت[يى]|كم مد[هة]) .{0,30}(?:السعر|العرض|صالح\w*|ساري\w*|نقرر|نوكد)|"
    r"(?:السعر|العرض) (?:ثابت|مضمون|نهايي|صالح|ساري))"
)
