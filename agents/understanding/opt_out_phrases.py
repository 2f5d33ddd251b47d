"""How people ask to be written to no more, in eight languages, beside what only sounds like it.

What is not to be sent tells them apart: "don't send me anything" wants out, "don't send the quote yet" does
not. Nor does who only says when or how: "don't message me at night".
"""

# What an order may end with, when it ends: nothing that it is about stands behind it.
_END = (
    r"(?=\W*(?:$|[.!?:\n]|,(?! (?:i|we|and|but)(?!\w))|(?:please|pls|thanks|thank you|at all|ever|again|here|"
    r"in (?:the )?future|from now|por favor|nunca|jamas|пожалуйста|никогда|больше|svp|s'il vous plait|bitte|"
    r"من فضلك|ابدا|مره|بعد الان|y|e|et|und|или|и)(?!\w)))"
)
# Behind an order that names the customer: only when, how often or in which words not to write.
_NOT_ONLY = (
    r"(?!\W+(?:yet|until|till|before|after|today|tonight|tomorrow|at (?:nights?|work)|in (?:the (?:mornings?|"
    r"evenings?|"
    r"nights?)|english|hindi)|during|between|while|when|unless|so (?:late|early|often|much)|by (?:e-?mail|"
    r"post)|"
    r"hasta|antes|todavia|aun(?!\w)|hoy|tan|por (?:la (?:noche|manana)|correo)|en (?:ingles|la factura)|"
    r"avant|jusqu|le (?:soir|matin)|en anglais|tard|trop|vor(?!\w)|bis|heute|nachts|abends|auf englisch|"
    r"ate|antes|hoje|ainda|tao|a noite|em ingles|до(?!\w)|пока|сегодня|ночью|вечером|так|по-английски|"
    r"قبل|حتي|اليوم|ليلا|بالانجليزيه)(?!\w))"
)
_JUNK = (
    r"(?:anything|nothing|any ?more(?= (?:messages|texts|msgs|spam|offers|mails?|emails?)|\W*$|[.!?])|"
    r"(?:these|those|such|any(?: more)?|more|your|all(?: these| your)?|promotional|marketing) "
    r"(?:\w+ )?(?:messages|texts|msgs|spam|offers|promos?|promotions|ads|e?-?mails?|updates|stuff)|"
    r"messages|texts|msgs|spam|offers|promos?|promotions|ads|any of (?:this|these|that)|"
    r"this (?:spam|stuff|rubbish))"
)
_ENGLISH = (
    (
        r"stop (?:messag\w+|msg\w+(?<!msgs)|text\w+|sending(?=\W*$| (?:me|us)?(?: )?(?:these|any|more|"
        r"your|all|so many|me|us|this|the)?(?: )?(?:more )?(?:messages|texts|msgs|emails|mails|"
        r"whatsapps?|spam|offers|promotions|promos|updates|stuff|sms|anything|me|us)(?!\w))|"
        r"contact\w+|writ\w+|spam\w+|bother\w+|"
        r"whatsapp\w+|ping\w+|call\w+|annoying|harass\w+|these (?:messages|texts)|all (?:messages|"
        r"communication)|the (?:messages|spam))"
    ),
    (
        r"(?:don'?t|do not|never) (?:message|text|contact|write(?: to)?|whatsapp|spam|bother|ping|disturb) "
        rf"(?:me|us)(?!\w){_NOT_ONLY}"
    ),
    rf"(?:don'?t|do not|never) (?:message|text|contact|write(?: to)?|whatsapp|spam|ping){_END}",
    rf"(?:don'?t|do not|never) send(?: (?:me|us))?(?: {_JUNK}(?!\w){_NOT_ONLY}|{_END})",
    # A bus stop stands before an order as well: "is there a bus stop msg me the location".
    (
        r"(?<!bus )(?<!tram )(?<!train )(?<!metro )(?<!taxi )(?<!the )(?<!a )(?<!next )(?<!last )"
        rf"stop msgs?(?: (?:me|us))?{_END}"
    ),
    r"unsubscribe(?: me| us)?|opt (?:me |us )?out",
    (
        r"(?:remove|delete|take) (?:me|us|my number|our number) (?:from|off) (?:your|the|this|ur) (?:list|"
        r"database|contacts|broadcast|group)s?"
    ),
    rf"take (?:me|us) off(?: (?:whatsapp|this chat)(?!\w)|{_END})",
    r"no more (?:messages|texts|msgs|spam)|lose my number",
    (
        r"(?:don'?t|do not|no longer) (?:want|wish) (?:any more messages|"
        rf"to (?:receive|get|be sent) {_JUNK}(?!\w)(?! (?:for|on|at)){_NOT_ONLY}|"
        r"to hear (?:anything )?(?:more )?from (?:you|u|your|this|the (?:agency|company))(?!\w))"
    ),
    r"stop kar(?:o|do|iye)(?! the)",
)
_SPANISH = (
    rf"no (?:me|nos) (?:escrib|contact|molest|llam)\w+(?!\w){_NOT_ONLY}",
    (
        r"no (?:me|nos) (?:mand|envi)\w+(?: (?:nada|mas(?= mensajes|\W*$|[.!?])|mensajes|correos|ofertas|"
        rf"publicidad|promociones|spam)(?!\w){_NOT_ONLY}|{_END})"
    ),
    r"no (?:quiero|deseo) (?:recibir )?mas mensajes",
    r"dejen? de (?:escribir\w*|mandar\w*|enviar\w*|contactar\w*)",
    r"(?:dar(?:me|nos) de|denme de|quiero la) baja|cancelar (?:la |mi )?suscripcion",
)
_FRENCH = (
    (
        r"(?:ne |n')?(?:m'ecrivez|me contactez|m'ecris|nous ecrivez|nous contactez|me derangez|"
        r"m'importunez) plus"
        rf"{_NOT_ONLY}"
    ),
    (
        r"(?:ne |n')?(?:m'envoyez|nous envoyez|m'envoie) plus(?: (?:rien|de (?:messages?|mails?|sms|"
        r"pub\w*|spam)|"
        rf"d'(?:offres?|messages?|e-?mails?))(?!\w)|{_END})"
    ),
    r"(?:arretez?|cessez|stop) (?:de |d')(?:m'|me |nous )(?:ecrire|contacter|envoyer|spammer)\w*",
    r"plus de messages|(?:me |nous )?desabonner|desinscri\w+",
    r"(?:ne )?(?:veux |voulons |souhaite )?plus (?:recevoir|etre contacte)",
)
_GERMAN = (
    r"(?:keine|nicht) (?:weiteren |mehr )?(?:nachrichten|whatsapps)(?: mehr)?",
    r"(?:bitte )?nicht mehr (?:schreiben|kontaktieren|anschreiben)",
    r"(?:schreib\w*|kontaktier\w*) (?:sie )?(?:mir|mich|uns) (?:bitte )?nicht mehr",
    (
        r"(?:schick\w*|send\w*) (?:sie )?(?:mir|uns) (?:bitte )?(?:nichts|keine (?:nachrichten|werbung|"
        r"angebote|"
        rf"mails?))(?: mehr)?(?!\w){_NOT_ONLY}"
    ),
    r"hor\w* auf (?:mir )?zu schreiben|abmelden|austragen",
)
_PORTUGUESE = (
    r"(?:para de|pare de|parem de) (?:me )?(?:mand|envi|escrev|contat)\w+",
    rf"nao (?:me|nos) (?:escrev|contat|lig|incomod|perturb)\w+(?!\w){_NOT_ONLY}",
    (
        r"nao (?:me |nos )?(?:mand|envi)\w+(?: (?:nada|mais(?= mensage|\W*$|[.!?])|mensage\w+|ofertas|"
        r"promo\w+|"
        rf"publicidade|spam)(?!\w){_NOT_ONLY}|{_END})"
    ),
    r"nao quero (?:receber )?mais mensagens|descadastr\w+|sair da lista",
)
_RUSSIAN = (
    (
        rf"(?:больше )?не (?:пиши(?:те)?|беспоко(?:йте|й)|звони(?:те)?|тревожь(?:те)?) (?:мне|нам|меня|"
        rf"нас)(?!\w){_NOT_ONLY}"
    ),
    rf"(?:больше )?не (?:пиши(?:те)?|беспоко(?:йте|й)|звони(?:те)?|тревожь(?:те)?){_END}",
    (
        r"(?:больше )?не (?:присылай(?:те)?|отправляй(?:те)?|шли(?:те)?)(?: мне| нам)?(?: больше)?"
        rf"(?: (?:ничего|сообщени\w+|реклам\w+|рассылк\w+|спам\w*)(?!\w){_NOT_ONLY}|{_END})"
    ),
    r"(?:хочу )?отпис(?:аться|ать меня|ите меня|ку)|удалите (?:меня|мой номер)",
    r"прекратите (?:писать|слать|присылать)|хватит (?:писать|слать)",
    r"не хочу (?:больше )?(?:получать (?:больше )?)?(?:от вас )?(?:ваши |ваших )?(?:сообщени\w+|рассылк\w+)",
)
_ARABIC = (
    (
        r"(?:لاتقوموا|توقف(?:وا)? عن|اوقفوا|كفوا عن)\s?(?:تراسل\w*|ترسل\w*|تكتب\w*|مراسلت\w*|ارسال\w*|"
        r"الارسال|"
        r"الرسايل|تتواصل\w*)(?: معي)?"
    ),
    (
        r"لا\s?ترسل\w*(?: لي| الي| لنا)?(?: (?:شيءا|شييا|شيئا|شي|اي شيء|رسايل|الرسايل|المزيد|عروض\w*)(?!\w)|"
        rf"{_END})"
    ),
    rf"لا\s?(?:تراسل\w*|تكتب\w*|تتواصل\w*|تزعج\w*)(?: معي| لي| الي)?{_END}",
    r"الغاء (?:ال)?اشتراك\w*|لا اريد (?:المزيد من )?(?:الرسايل|رسايل\w*)|احذف\w* رقمي",
)
_HINDI = (
    (
        r"(?:मैसेज|मेसेज|संदेश|message|msg|sms) (?:मत|बंद|mat|band|na|nahi|bhejna band|भेजना बंद|"
        r"करना बंद) ?(?:भेजो|भेजें|भेजिए|करो|करें|कीजिए|bhejo|bhejiye|karo|kariye|karna|kijiye|chahiye)?"
    ),
    r"(?:mujhe|मुझे|hume|hamein) (?:aur |और )?(?:message|msg|मैसेज|संदेश) (?:mat|nahi|मत|नहीं)(?: \S+)?",
    r"सदस्यता (?:रद्द|समाप्त)|अनसब्सक्राइब",
)
OPT_OUT = (
    r"(?<!\w)(?:"
    + "|".join((*_ENGLISH, *_SPANISH, *_FRENCH, *_GERMAN, *_PORTUGUESE, *_RUSSIAN, *_ARABIC, *_HINDI))
    + ")"
)
