"""What people say when they greet, agree, refuse, complain or want out, in eight languages.

Each entry is a regular expression over a plain message. `^` and `$` mark phrases that count only alone.
"""

GREETING = (
    r"^(?:hi+|hey+|hello+|helo|hola|holaa|buenos dias|buenas(?: tardes| noches)?|bonjour|"
    r"bonsoir|salut|coucou|hallo|guten (?:tag|morgen|abend)|servus|moin|ola|oi|bom dia|boa "
    r"(?:tarde|noite)|namaste|namaskar|namaskaram|vanakkam|"
    r"नमस्ते|नमस्कार|привет\w*|здравствуй\w*|добр(?:ый|ое|ого) (?:день|утро|вечер|дня|времени "
    r"суток)|السلام عليكم|سلام|مرحبا|اهلا|صباح الخير|مساء الخير|salam|assalam\w*|good "
    r"(?:morning|afternoon|evening|day)|dear|greetings|yo|hiya|howdy|ram ram|jai shri krishna|"
    r"sat sri akal|gm)(?!\w)"
)
THANKS = (
    r"(?<!\w)(?:thanks?(?: you| u| a lot| so much| a ton)?|thx|ty|tysm|cheers|much appreciated|"
    r"appreciate(?: it| that| your help)|gracias|merci|danke\w*|vielen dank|obrigad[oa]|valeu|"
    r"dhanyavaad|dhanyavad|dhanyawad|shukriya|धन्यवाद|शुक्रिया|спасибо|благодар\w+|شكرا\w*|"
    r"مشكور\w*|grateful)(?!\w)"
)
AFFIRM = (
    r"^\W*(?:oh |ok |okay |well |ah |um |hmm |great |perfect )?(?:"
    r"(?:y|ya|k|ha)(?=\W*(?:$|[,.!\n]))|yes+|yeah+|yea|yep|yup|"
    r"yess|sure|of course|certainly|definitely|absolutely|exactly|no problem|no worries|correct|"
    r"right|ok|okay|okey|"
    r"okk|kk|fine|alright|all right|great|perfect|good(?! friday)|cool|awesome|indeed|true|si|claro|vale|"
    r"por supuesto|exacto|perfecto|correcto|de acuerdo|oui|ouais|d'accord|bien sur|parfait|"
    r"exactement|entendu|ja|jawohl|genau|klar|gern\w*|in ordnung|stimmt|richtig|sicher|"
    r"naturlich|sim|isso|certo|claro|perfeito|com certeza|pode ser|да|ок|окей|ага|конечно|хорошо|верно|"
    r"точно|ладно|договорились|угу|именно|نعم|ايوه|اجل|طبعا|اكيد|بالتاكيد|صحيح|حسنا|تمام|موافق|"
    r"हाँ|हां|हा|जी|जी हाँ|जी हां|ठीक है|ठीक|सही|बिल्कुल|haan|han|haa|ji|haan ji|ji haan|"
    r"theek(?: hai)?|thik(?: hai)?|sahi(?: hai)?|bilkul|accha|acha|chalega|👍|👌|✅|🙏)(?![\w'])"
)
ACCEPT = (
    r"(?<!\w)(?:(?:that|this|it|the (?:first|second|last|other)?\s?\w+)(?: one| house| hotel| "
    r"place| room| flight| train| bus| car| option| date| time| plan| itinerary)?(?:'s| is|'d "
    r"be| will be| would be| will| would| looks?| sounds?| seems?| works?|'ll| suits?)(?: to be|"
    r" like| really| very| quite| just| pretty| absolutely| all| the| a| an)* ?(?:good|great|"
    r"perfect|fine|nice|okay|ok|lovely|wonderful|excellent|awesome|amazing|fantastic|ideal|"
    r"work\w*|do|suitable|best|well|interesting|cool|right|correct|one|me|us|for me|for us|what "
    r"i (?:want|need)\w*)|(?:i|we)(?:'ll|'d| will| would)? ?(?:really |also )?(?:like|love|want|"
    r"take|go with|choose|prefer|pick|have|book|reserve) (?:that|this|it|the (?:first|second|"
    r"third|last) (?:one|option)|the sound of)(?: one| house| hotel| place| option)?|"
    r"(?:yes|ok|okay|sure|great|perfect)?,? ?(?:that|this) one|the (?:first|second|third|last) "
    r"(?:one|option)|option (?:\d|a|b|one|two)|go with (?:that|this|it)|works (?:well )?for "
    r"(?:me|us)|sounds? (?:very |really )?(?:good|great|perfect|fine|nice|lovely|amazing|"
    r"awesome|wonderful|excellent|like)|very well|that(?:'s| is) (?:all )?(?:right|correct|it|"
    r"true)|book (?:it|that|this|one)|(?:make|confirm|complete) (?:the |that |a |my "
    r")?(?:reservation|booking)|eso|esa|ese me|celle-la|celui-la|das (?:klingt|passt|nehmen|ist "
    r"gut)|klingt gut|suena bien|me gusta|ca me va|parfait|fica bom|esse mesmo|essa mesmo|"
    r"подойдет|подходит|звучит хорошо|отлично|этот|нравится|هذا مناسب|يناسبني|هذا جيد|ये वाला|"
    r"यही|वही|yehi|wahi|ye wala|woh wala)(?!\w)"
)
DENY = (
    r"^\W*(?:oh |um |hmm |well |sorry,? |actually,? )?(?:no+|nope|nah|not really|not yet|never|"
    r"no way|negative|n|nothing|none|wrong|incorrect|that'?s not|not (?:that|this|exactly|quite|"
    r"right|now|correct)|para nada|non|pas (?:vraiment|encore|du tout)|nein|nicht|nee|nao|nunca|"
    r"нет|неа|не совсем|لا|كلا|ليس|नहीं|नही|ना|जी नहीं|nahi|nahin|nhi|na|naa|mat)(?![\w'])(?! "
    r"(?:problem|worries|rush|idea|preference|issue))"
)
CANCEL = (
    r"(?<!\w)(?:cancel(?:led|ling|lation)?(?! policy| polic| fee| charge)(?: it| this| that| "
    r"the| my| our| everything)?|never ?mind(?! (?:the|about|my|our|that bit))|forget (?:it|about it|"
    r"the whole|everything)|start "
    r"(?:over|again|afresh)|scrap (?:it|that|the whole)|drop (?:it|the whole)|call it off|no "
    r"need (?:any ?more|now)|olvida\w*|cancel[ae]\w*|cancelar|annul\w*|laissez tomber|oubliez|"
    r"stornier\w*|absagen|vergessen sie|vergiss es|esquece|отмен\w*|забудьте|передумал\w*|"
    r"الغ(?:اء|ي|وا)(?! اشتراك)|الغاء(?! الاشتراك)|انس الامر|रद्द|कैंसिल|rehne do|रहने दो|"
    r"cancel kar\w*)(?!\w)"
)
_SKIPS = (
    r"(?:skip(?: it| this| that)?|(?:we |i )?(?:don't|do not|dont) have (?:a |an |any "
    r")?(?:fixed |set |specific |particular )?(?:budget|dates?|plans?|preferences?)(?: yet| in "
    r"mind| as such)?|no (?:fixed|specific|set|particular) (?:budget|dates?)|no budget(?: "
    r"limit)?|open budget|pass|next|(?:i |we )?(?:don'?t|do not|dunno) ?(?:really "
    r")?(?:know|mind|care)(?: yet| about (?:it|that))?|dunno|idk|not (?:really )?(?:sure|"
    r"decided)(?: yet)?|no idea|undecided|(?:we |i )?(?:haven'?t|have not) decided(?: yet)?|no "
    r"preference\w*|any(?:thing|where|time|one)?(?: is fine| works| will do)?|whatever\w*|"
    r"flexible|up to you|you (?:decide|choose|pick|suggest)|(?:we(?:'ll| will)|i(?:'ll| will)) "
    r"(?:decide|(?:tell|let|inform|get back to) (?:you|u)(?: know)?|confirm|check|see|think about it|"
    r"get back)(?: (?:later|soon|tomorrow|on that|about (?:it|that)))*|later|maybe later|tbd|"
    r"doesn'?t matter|does not matter|either(?: is fine| "
    r"works)?|surprise (?:me|us)|"
    r"no (?:lo )?se(?: todavia| aun)?|da igual|ni idea|cualquiera|me da igual|je ne sais pas(?: "
    r"encore)?|aucune (?:idee|preference)|peu importe|n'importe|keine ahnung|weiss (?:ich |es "
    r")?nicht|weis (?:ich )?(?:noch )?nicht|egal|noch nicht (?:sicher|entschieden)|nao sei(?: "
    r"ainda)?|tanto faz|qualquer um|ainda nao sei|не знаю|пока не (?:знаю|решил\w*)|все равно|"
    r"без разницы|неважно|пропустить|لا اعرف|لا ادري|مش عارف|غير مهم|اي شيء|पता नहीं|मालूम नहीं|"
    r"कुछ भी|pata nahi|pata nahin|maloom nahi|kuch bhi|jo bhi|"
    r"what(?:ever)?(?:'s| is| you think is| seems)? (?:best|good|fine|easiest)|whatever you (?:think|suggest|"
    r"recommend|like)|(?:we |i )?(?:have |'ve )?no clue|"
    r"no (?:lo )?sabemos(?: aun| todavia| bien)?|no (?:tenemos|tengo) (?:ni )?idea|"
    r"lo que sea(?: mejor| bueno)?|"
    r"lo que (?:tu |usted |ustedes )?(?:digas|diga\w*|recomiend\w+|quiera\w*|veas|vean)|como (?:quieras|"
    r"quiera|veas|vea)|(?:tu|usted) (?:decide\w*|elige\w*)|nos da igual|"
    r"(?:on|je|nous|j')(?: ne| n')? ?(?:sais|sait|savons|ai) (?:pas|aucune idee)(?: trop| encore| du tout)?|"
    r"comme vous (?:voulez|voudrez)|(?:c'est )?a vous de (?:voir|choisir)|ca (?:m'|nous )?(?:est )?egal|"
    r"(?:mir|uns) (?:ist (?:es |das )?)?(?:ganz |vollig )?egal|ganz egal|"
    r"(?:das )?(?:wissen wir|weiss ich) (?:noch )?nicht(?: genau| so genau)?|"
    r"was (?:sie|du|ihr) (?:meinen|meinst|meint|empfehlen|empfiehlst|empfehlt)|"
    r"wie (?:sie|du|ihr) (?:meinen|meinst|wollen|willst|wollt)|"
    r"(?:nao|ainda nao) sabemos|sei la|o que (?:for|achar\w*|voce achar) melhor|"
    r"(?:voce|voces) (?:decide\w*|escolhe\w*)|"
    r"(?:мы )?(?:еще |пока )?не знаем|на ваше усмотрение|как (?:вам удобно|хотите|лучше)|решайте сами|"
    r"لا نعرف|لا نعلم|كما تريد\w*|كما تراه?\w*|ما تراه مناسبا|الافضل|"
    r"(?:jo )?aap(?:ko)? (?:decide|batao|bataiye|theek lage|sahi lage)\w*(?: karo| kijiye| kar do)?|"
    r"jo (?:theek|sahi|best) (?:lage|ho)|(?:जो )?आप(?:को)? (?:बताइए|बताएं|ठीक लगे|सही लगे|तय करें))"
)
# What goes with it: "no matter, as long as there is a pool".
_AS_LONG_AS = (
    r"(?:\W+(?:as|so) long as|\W+mientras|\W+con tal de|\W+siempre que|\W+du moment qu\w*|\W+tant qu\w*|"
    r"\W+hauptsache|\W+solange|\W+desde que|\W+contanto que|\W+главное|\W+лишь бы|\W+المهم|\W+bas)\W+.{2,60}"
)
SKIP = (
    rf"^\W*{_SKIPS}(?:[\s,.;:!-]+{_SKIPS})*(?:{_AS_LONG_AS}|\W*(?:please|pls|thanks|thank you|"
    r"right now|now|yet)?)\W*$"
)
# The customer did not understand the desk.
PUZZLED = (
    r"^\W*(?:(?:sorry|pardon|excuse me|hm+|um|ok|but|i'm sorry|oh)[,.! ]*)*(?:what (?:do|did) (?:you|u) mean"
    r"(?: by (?:that|this|it))?|what does (?:that|this|it) mean|what(?:'s| is) that(?: supposed to mean)?|"
    r"come again|(?:i )?(?:don'?t|do not|didn'?t|did not|dont|didnt) (?:really |quite )?(?:get|"
    r"understand|follow)"
    r"(?: (?:it|you|that|this|the question|your question|what you mean|what you are asking|u))?|"
    r"(?:i'?m |i am )?(?:confused|lost)|not (?:clear|sure what you mean)|unclear|huh|eh|what|pardon|"
    r"(?:can|could) you (?:please )?(?:explain|clarify|rephrase|repeat)(?: (?:that|it|the question|please))?|"
    r"explain(?: please)?|please (?:explain|clarify|rephrase)|meaning|"
    r"que quiere(?:s)? decir|como dice|no (?:lo )?entiendo|no entendi|que significa(?: eso)?|"
    r"que voulez[- ]vous dire|comment ca|je ne comprends pas|pas compris|c'est[- ]a[- ]dire|"
    r"was meinen sie|was meinst du|wie bitte|verstehe ich nicht|ich verstehe (?:das |die frage )?nicht|"
    r"das verstehe ich nicht|o que quer dizer|como assim|nao entendi|nao entendo|"
    r"что вы имеете в виду|в смысле|не понял[аи]?|не понимаю|что это значит|"
    r"ماذا تقصد|لم افهم|ما معني ذلك|مش فاهم|لا افهم|क्या मतलब|मतलब|समझ नहीं आया|समझा नहीं|समझी नहीं|"
    r"kya matlab|matlab|samajh nahi aaya|samjha nahi|samjhi nahi)"
    r"(?: (?:please|pls|sorry|by that|exactly|ji|aap ka|aapka))?\W*$"
)
QUESTION_START = (
    r"(?:^|[.!,;:\n]\s*|(?<!\w)(?:and|also|but|ok|okay|so|hi|hello|hey) )"
    r"(?:what|when|where|"
    r"which|who|whose|why|how|is|are|am|was|were|does|did|do|can|could|will|would|should|may|"
    r"shall|has|have|any idea|que|cual|cuando|donde|como|cuanto|quien|por que|hay|puedo|podemos|"
    r"necesit\w+|est-ce|quel\w*|quand|ou est|comment|pourquoi|combien|faut-il|avons-nous besoin|"
    r"y a-t-il|peut-on|wer|wie|was|wann|wo|warum|welche\w*|brauch\w+|gibt es|kann|konnen|ist|"
    r"sind|"
    r"o que|qual|quais|onde|quando|preciso de|precisamos|tem|ha|posso|что|когда|где|какой|какая|"
    r"какие|как|почему|сколько|нужн[аоы]?|можно|есть ли|ли|هل|ما|متي|اين|كيف|لماذا|كم|क्या|कब|"
    r"कहाँ|कहां|कैसे|क्यों|कितन\w*|कौन|kya|kab|kahan|kaise|kyun|kitn\w+|kaun)(?![\w'])"
)
REQUEST = (
    r"(?<!\w)(?:can|could|will|would) (?:you|u|we|i)(?: please| kindly)? (?:help|plan|arrange|"
    r"find|book|suggest|make|create|design|organi[sz]e|prepare|skip|add|remove|change|have|get|"
    r"send|give|share|drop|move|extend|do|include|recommend|search|show|assist|switch|swap|put|"
    r"reduce|cut|replace|stay|quote)|could you (?:please )?(?:arrange|plan)"
)
