"""How customers ask how a trip is paid, and for the plan, its link or its paper once more; all folded."""

from agents.regexes import regex

DUES = regex(
    r"(?<!\w)(?:(?:how|where) (?:do|can|should|would|will|does|shall|may|must) (?:i|we|"
    r"one) (?:make (?:the |a )?)?"
    r"pay(?:ment)?(?! (?:for|at|in the|the (?:hotel|driver|guide|visa)))|"
    r"how to (?:make (?:the )?)?pay(?:ment)?|"
    r"(?:do|must|should|have|can|may|could|shall) (?:i|we) (?:have to |need to |"
    r"must )?pay (?:you )?(?:all|everything|"
    r"the (?:full|whole|total|entire|rest)|full|in full|it all|now|upfront|up front|in advance|today|"
    r"immediately|tomorrow|next (?:week|month)|"
    r"later|in (?:two|three|parts|instal\w*)|half(?: now)?|part(?:ly)?(?: now)?|some now|"
    r"\d{1,2} ?(?:percent)? "
    r"(?:now|first|today|upfront))|instal?lments?|pay in parts|"
    r"(?:how much|what|whats|is there|do you (?:need|take|want)|how big) .{0,30}(?:deposit|advance|"
    r"down ?payment|booking amount|balance|remaining (?:amount|payment))(?! (?:refund|at the hotel))|"
    r"when (?:is|s|are|does|must|should|will|would) (?:the|my|our) (?:rest|balance|(?:next |first |"
    r"last |final )?"
    r"payments?|deposit|remaining (?:amount|payment)|rest of the (?:money|payment|"
    r"amount))(?: to be)?(?: due| paid)?|"
    r"when (?:do|should|must|will) (?:i|we) (?:have to |need to )?pay(?! for)|"
    r"payment (?:terms|schedule|plans?|conditions|dates|due dates?)|"
    r"how much (?:do|should|must|would|will) (?:i|we) (?:have to |need to )?pay (?:now|first|upfront|"
    r"up front|in advance|"
    r"today|to (?:book|confirm|reserve))|"
    r"(?:payment|paise|paisa) (?:kaise|kab)|(?:kaise|kab) (?:pay|payment|paise|paisa) |advance kitna|"
    r"kitna advance|"
    r"kist(?:on)? (?:me|mein)|भुगतान (?:कैसे|कब)|(?:पैसे|पेमेंट) (?:कैसे|कब)|(?:कैसे|कब) (?:भुगतान|पेमेंट)|"
    r"किस्त\S*|किश्त\S*|अग्रिम|एडवांस|"
    r"como (?:se |le )?(?:pago|pagamos|puedo pagar|podemos pagar|paga)|pagar (?:todo|a plazos|en cuotas|"
    r"por partes|ahora)|"
    r"(?:cuanto|cual|de cuanto) .{0,20}(?:deposito|anticipo|adelanto|senal)|plazos de pago|"
    r"cuando .{0,25}(?:pagar|pagamos|pago|el resto)|"
    r"comment (?:puis je |peut on |pouvons nous |on |je )?(?:vous )?(?:payer|paie|paye|regler|payons)|"
    r"payer (?:tout|en plusieurs fois|en \d fois|maintenant)|(?:combien|quel) .{0,20}(?:acompte|arrhes)|"
    r"quand .{0,25}(?:payer|solde|regler)|"
    r"wie (?:kann|konnen|soll|sollen|muss|mussen) (?:ich|wir|man) .{0,15}zahlen|"
    r"wie (?:be)?zahlen? (?:ich|wir)|"
    r"anzahlung|ratenzahlung|in raten|(?:alles|den ganzen betrag) (?:jetzt |sofort |"
    r"auf einmal )*(?:be)?zahlen|"
    r"wann .{0,30}(?:restzahlung|zahlen|bezahlen)|zahlungsbedingungen|"
    r"como (?:pago|pagamos|posso pagar|podemos pagar|faco o pagamento|e o pagamento)|"
    r"pagar (?:tudo|parcelado|em parcelas|agora)|parcelar|(?:quanto|qual) .{0,20}(?:sinal|deposito)|"
    r"quando .{0,25}(?:pagar|pagamos|o restante|saldo)|"
    r"как (?:мне |нам |можно )?(?:оплат\w*|заплат\w*|платить|произвести оплату)|рассрочк\w*|предоплат\w*|"
    r"(?:оплат\w*|платить) (?:все|сразу|частями|полностью)|(?:все|всю сумму) (?:сразу )?(?:оплат\w*|"
    r"платить)|"
    r"когда .{0,25}(?:платить|оплат\w*|остаток)|"
    r"كيف (?:ادفع|ندفع|يتم الدفع|الدفع|يمكنني الدفع|يمكننا الدفع)|(?:ال)?تقسيط|اقساط|(?:ال)?عربون|"
    r"(?:ادفع|ندفع) (?:كل|المبلغ|الان)|مت[يى] (?:ادفع|ندفع|يجب ان (?:ادفع|ندفع)))(?!\w)"
)
NOT_DUES = regex(
    r"(?<!\w)(?:refund\w*|cancel\w*|visas?|insurance|security deposit|paid (?:already|yesterday|twice)|"
    r"reembols\w*|"
    r"rembours\w*|storn\w*|ruckerstatt\w*|возврат\w*|استرداد|वापस|wapas)(?!\w)"
)
BANK = regex(
    r"(?<!\w)(?:bank (?:account )?(?:details|info\w*|data)|account (?:details|number)|bank account|iban|"
    r"upi (?:id|number)|"
    r"swift code|payment link|link (?:to pay|for (?:the )?payment)|"
    r"where (?:do|should|can|shall) (?:i|we) (?:send|transfer|wire) (?:you )?(?:the )?(?:money|payment|"
    r"deposit|amount)|"
    r"datos bancarios|numero de cuenta|coordonnees bancaires|votre rib|bankverbindung|kontonummer|"
    r"kontodaten|"
    r"dados bancarios|chave pix|реквизит\w*|номер счета|(?:تفاصيل|رقم|بيانات) (?:ال)?(?:حساب\w*|بنك\w*)|"
    r"الايبان|"
    r"खाता (?:नंबर|संख्या)|बैंक (?:विवरण|डिटेल\S*))(?!\w)"
)
# Who tells of their own account, or asks whether one is safe, wants none of ours.
OWN_ACCOUNT = regex(
    r"(?<!\w)(?:my|mi|mon|mes|mein\w*|meu\w*|мо[ийе]\w*|mera|मेरा|حسابي)(?: \w+)? (?:bank\w*|account|"
    r"iban|upi|cuenta|"
    r"datos|coordonnees|konto\w*|dados|счет\w*|реквизит\w*)"
)
# Who has paid, or asks whether it is safe, wants no details of ours either.
NOT_BANK = regex(
    r"(?<!\w)(?:(?:have|has|ve|already|just|we|i) (?:\w+ )?(?:transferred|paid|sent|wired|deposited)|"
    r"safe|secure|safely|he(?:mos)? (?:\w+ )?(?:transferido|pagado|enviado|ingresado)|ya (?:pague|pagamos)|"
    r"segur[oa]|(?:ai|avons|a) (?:\w+ )?(?:vire|paye|transfere|envoye)|securise|prudent|"
    r"uberwiesen|bezahlt|eingezahlt|sicher|ja (?:paguei|pagamos|transferi\w*)|transferi(?:mos)?|paguei|"
    r"перевел\w*|оплатил\w*|отправил\w*|безопасн\w*|(?:لقد )?(?:حولت|حولنا|دفعت|دفعنا|ارسلت)|امن|"
    r"(?:transfer|payment|pay) kar (?:diya|di)|bhej (?:diya|di)|surakshit|भेज दि\S*|कर दि\S*|सुरक्षित)(?!\w)"
)
_PAPER = (
    r"(?:plan|proposal|pdf|itinerary|quote|quotation|document|brochure|file|"
    r"propuesta|itinerario|presupuesto|programme|proposition|devis|itineraire|reiseplan|angebot|vorschlag|"
    r"plano|proposta|roteiro|orcamento|план\w*|предложени\w*|программ\w*|пдф|(?:ال)?(?:خط[هة]|عرض|ملف)|"
    r"प्लान|योजना|पीडीएफ)"
)
_LINK = r"(?:links?|url|enlace|lien|ссылк\w*|(?:ال)?رابط|लिंक)"
PAPER, LINK = regex(rf"(?<!\w){_PAPER}(?!\w)"), regex(rf"(?<!\w){_LINK}(?!\w)")
_THING = rf"(?:{_PAPER}|{_LINK})"
_SEND = (
    r"(?:send|share|show|give|forward|resend|envi\w*|mand\w*|pasa\w*|muestra\w*|ensena\w*|envo\w*|"
    r"montre\w*|donne\w*|"
    r"schick\w*|send\w*|zeig\w*|mostr\w*|пришл\w*|отправ\w*|скин\w*|покаж\w*|вышл\w*|ارسل\w*|ابعث\w*|ارسال|"
    r"bhej\w*|dikha\w*|भेज\S*|दिखा\S*)"
)
_AGAIN = (
    r"(?:again|once more|one more time|another time|anew|otra vez|de nuevo|nuevamente|encore(?: une fois)?|"
    r"a nouveau|de nouveau|une nouvelle fois|noch ?mals?|noch einmal|erneut|de novo|novamente|outra vez|"
    r"mais uma vez|еще раз|снова|заново|повторно|مر[هة] (?:اخر[يى]|ثاني[هة])|مجددا|من جديد|"
    r"phir se|fir se|dobara|dubara|फिर से|दोबारा|दुबारा)"
)
AGAIN = regex(
    rf"(?<!\w)(?:{_SEND}(?!\w)(?=.{{0,60}}(?<!\w){_THING}(?!\w)).{{0,60}}(?<!\w){_AGAIN}|"
    rf"{_AGAIN}(?!\w)(?=.{{0,60}}(?<!\w){_THING}(?!\w)).{{0,60}}(?<!\w){_SEND}|"
    rf"(?:pdf|{_LINK}|proposal) (?:\S+ )?{_AGAIN}(?: {_SEND})?|"
    rf"(?:re ?send|re send|reenvi\w+|renvo\w+|إعادة ارسال|اعاد[هة] ارسال) .{{0,30}}(?<!\w){_THING}|"
    rf"(?:can|could|will) you (?:please )?(?:re)?send (?:me |us )?(?:the |my |our |that )?(?:pdf|link)|"
    rf"^(?:(?:ok|okay|yes|please|pls|kindly|great|thanks|fine) )*(?:send|share)(?: me| us)? (?:(?:the|my|"
    rf"our|that|"
    rf"all|full) )*(?:pdf|link|details?|itinerary|plan|proposal|quote|quotation)(?: (?:please|pls|now|"
    rf"here))*$|"
    r"^(?:please |pls |kindly )?re ?send(?: (?:it|that|please|pls))*$)(?!\w)"
)
LOST = regex(
    rf"(?<!\w)(?:(?:lost|deleted|misplaced|(?:can ?not|cant|can t|couldn t|could not|don t|"
    rf"do not) (?:find|have|open|see)|"
    r"(?:didn t|did not|haven t|have not|never) (?:get|got|receive[d]?)|where (?:is|s)|perdi|perdido|"
    r"no encuentro|"
    r"borre|perdu|(?:re)?trouve plus|supprime|verloren|geloscht|finde|nao (?:acho|encontro)|apaguei|"
    r"потерял\w*|"
    rf"не могу наити|удалил\w*|فقدت|ضاع|اضعت|لا اجد) (?:\w+ ){{0,2}}(?:pdf|{_LINK}|propuesta|proposta|"
    rf"proposal|angebot|"
    r"предложени\w*|الملف)|(?:link|pdf|लिंक|पीडीएफ) (?:\S+ )?(?:kho|gum|delete|nahi mil|खो|नहीं मिल|गुम|"
    r"verloren|"
    r"geloscht|nicht mehr)\S*)(?!\w)"
)
# Beside it the thing need not be named once more: "I lost the link, send again please".
SENT_AGAIN = regex(rf"(?<!\w){_SEND}(?: \S+){{0,3}} {_AGAIN}(?!\w)|(?<!\w){_AGAIN} {_SEND}(?!\w)")
# Once more, but otherwise: that is a change of the plan, which is sent by itself.
OTHERWISE = regex(
    r"(?<!\w)(?:but(?! (?:can|could|please|pls|send|i))|without|except|instead|pero|sin|salvo|mais|sans|sauf|"
    r"aber|ohne|statt|mas|sem|exceto|но|без|кроме|لكن|بدون|lekin|magar|bina|लेकिन|मगर|बिना)(?!\w)"
)
# Another plan is wished for, or it goes to somebody else: nothing is sent once more.
NOT_AGAIN = regex(
    r"(?<!\w)(?:other|another (?:plan|quote|proposal|option)|different|new (?:plan|quote|proposal|"
    r"option)|cheaper|"
    r"options?|visa|ticket|voucher|passport|otr[oa]s? (?:plan|propuesta)|autre (?:plan|proposition)|"
    r"ander\w+|nouvelle "
    r"proposition|друг\w*|drop|change|to (?:my|his|her|our|the) (?!(?:whatsapp|chat|number)(?!\w))\w+|"
    r"plan (?:it|this|the|a|my|our|us|me) )(?!\w)"
)
