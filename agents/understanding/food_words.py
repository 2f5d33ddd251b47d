"""What people do not eat, in eight languages: foods, and the words that refuse them."""

# Food -> words for it. A longer name stands before the shorter one that it holds ("carne de cerdo", "carne").
FOODS = {
    "pork": (
        r"pork|ham(?! (?:\w+ )?(?:nahi|nahin|nhi|log|sab|dono|bhi|to|ke|ki|ko|se|ne|hai|hain|jain|sirf|"
        r"kya)(?!\w))|bacon|cerdo|carne de (?:cerdo|porco)|porc(?!\w)|jambon|schwein\w*|porco|carne suina|"
        r"свинин\w+|(?:ال)?خنزير|لحم (?:ال)?خنزير|sooar|suar|सूअर(?: का मांस)?|सुअर(?: का मांस)?|पोर्क"
    ),
    "beef": (
        r"beef|carne de (?:res|vaca)|ternera|b(?:o|oe|œ)uf|rindfleisch|rind|carne bovina|говядин\w+|"
        r"(?:لحم )?(?:ال)?بقر(?:ي)?|gomans|gaay ka (?:maans|mans)|बीफ|गोमांस|गाय का मांस"
    ),
    "seafood": (
        r"sea ?food|shell ?fish|prawns?|shrimps?|crabs?|lobsters?|mariscos?|camarones|gambas|fruits de mer|"
        r"crustaces?|crevettes?|meeresfruchte\w*|krustentiere\w*|schalentiere\w*|garnelen|frutos do mar|"
        r"camar(?:ao|oes)|морепродукт\w*|креветк\w*|ракообразн\w*|(?:ال)?ماكولات (?:ال)?بحريه|(?:ال)?محار|"
        r"(?:ال)?جمبري|(?:ال)?روبيان|सीफूड|समुद्री (?:भोजन|खाना)|झींग\w*|jhinga"
    ),
    "fish": r"fish|pescado|poissons?|fisch|peixes?|рыб[ауыу]|(?:ال)?سمك|(?:ال)?اسماك|मछली|machh?li",
    "nuts": (
        r"(?:pea|tree |cashew |wal)?nuts?|almonds?|frutos secos|nueces|cacahuetes?|manies|noix|arachides?|"
        r"fruits a coque|(?:erd|hasel|wal)?nuss\w*|nozes|amendoi\w+|castanhas|орех\w*|арахис\w*|"
        r"(?:ال)?مكسرات|(?:ال)?فول (?:ال)?سوداني|मूंगफली|मेव[ेो]|moongfali|mungfali"
    ),
    "eggs": r"eggs?|huevos?|(?:oe|œ)ufs?|eier|ovos?|яйц[ао]?|яиц|(?:ال)?بيض|अंड[ेाो]|anda|ande",
    "dairy": (
        r"dairy(?: products)?|milk|lactose|(?:productos )?lacteos|leche|lactosa|produits laitiers|lait|"
        r"milch(?:produkte)?|laktose|leite|laticinios|молочн\w+(?: продукт\w+)?|молок[ао]|лактоз\w+|"
        r"(?:ال)?حليب|(?:ال)?البان|(?:ال)?لاكتوز|दूध|doodh"
    ),
    "gluten": (r"gluten|wheat|trigo|weizen|пшениц\w+|глютен\w*|(?:ال)?[جغ]لوتين|(?:ال)?قمح|गेहू[ंँ]|ग्लूटेन"),
    "red meat": r"red meat|carnes? rojas?|viande rouge|rotes fleisch|carnes? vermelhas?|красн\w+ мяс\w+",
    "meat": r"meat|carne|viande|fleisch|мяс[ао]|(?:ال)?لحوم|(?:ال)?لحم|मांस|maans|mans|gosht|गोश्त",
    "onion": r"onions?|cebollas?|oignons?|zwiebeln?|cebolas?|лук[а]?|(?:ال)?بصل|प्याज|pya+[jz]",
    "garlic": r"garlic|ajo|ail|knoblauch|alho|чеснок[а]?|(?:ال)?ثوم|लहसुन|lahsun|lehsun",
    "sugar": (
        r"sugar(?! (?:beach|island|loaf|hill|bay|palm)\w*)|azucar(?! moreno)|sucre|zucker(?! ?hut)|"
        r"acucar|сахар[ау]?|"
        r"(?:ال)?سكر|चीनी(?! (?:खाना|भोजन|व्यंजन|लोग))|शक्कर|cheeni|shakkar|chini(?! (?:khana|food))"
    ),
    "alcohol": r"alcohol|alcool|alkohol|алкогол[ья]|(?:ال)?كحول|(?:ال)?خمور|शराब|sharab",
    "spicy food": (
        r"spic(?:y|es)(?: (?:food|dishes|things))?|(?:comida )?picante|(?:plats? )?epices?|"
        r"scharfes?(?: essen)?|(?:comida )?apimentada|остр(?:ой|ого|ое|ую)(?: (?:еды|пищи|еду))?|"
        r"(?:ال)?طعام حار|तीखा(?: खाना)?|teekha(?: khana)?|tikha(?: khana)?"
    ),
}
# What a kitchen is asked for where a food is refused; of the others it is told by name: "no eggs".
ASKED_FOR = {"gluten": "gluten-free", "dairy": "lactose-free", "meat": "vegetarian"}
# An allergy is no matter of taste: it is told apart from what is merely not eaten.
ALLERGY_TO = {
    "nuts": "nut allergy", "seafood": "seafood allergy", "fish": "fish allergy", "eggs": "egg allergy",
}  # fmt: skip

NEGATION = (
    r"(?:no|(?:do not|don't|does not|doesn't|can't|cannot|can not|won't|never|not) (?:\w+ )?(?:eat|"
    r"take|touch|like|want|drink|consume|tolerate|add|put|use|serve)|(?:can't|cannot|can not) have|"
    r"not (?:eating|having)|"
    r"(?:none|nobody|no[ -]?one|neither)(?: (?:of (?:us|them)|here|at home|in (?:my|our|"
    r"the) \w+))? (?:can |will |"
    r"ever |really )?(?:eats?|drinks?|takes?|touch(?:es)?|likes?)|"
    r"(?:nadie|ningun[oa])(?: de (?:nosotr[oa]s|ell[oa]s)| en (?:la|mi|nuestra) \w+)? (?:come|bebe|toma|"
    r"puede comer)|"
    r"(?:personne|aucun(?:e)?)(?: (?:de nous|d'entre nous|chez nous|parmi nous|ici))? ne (?:mange|"
    r"boit)(?: de| d'| du)?|"
    r"(?:niemand|keiner|keine)(?: (?:von|bei|unter) uns| hier)? (?:isst|mag|trinkt)|"
    r"(?:ninguem|nenhum(?:a)?)(?: de nos| aqui| em casa)? (?:come|bebe|toma)|"
    r"لا (?:احد|يوجد احد)(?: منا| من عائلتي| في عائلتي)? (?:ياكل|يتناول|يشرب)|"
    r"without|"
    r"(?:but|and) not|neither|(?:everything|anything|all|eats?)(?: \w+)? (?:except|apart from|other than|"
    r"excluding)|avoid(?:ing)?|"
    r"nothing (?:with|containing|that has)|(?:any|every)thing but|free of|(?:keep|stay) away from|skip|"
    r"todo (?:menos|excepto|salvo)|pero (?:no|ni)|tout(?: \w+)? (?:sauf|excepte|a part|hormis)(?: d[ue])?|"
    r"mais pas(?: de| d')?|ne (?:mang|boi|buv)\w+ ni|alles (?:aus?ser|auser|bis auf)|aber (?:nicht|"
    r"kein\w*)|weder|"
    r"tudo (?:menos|exceto|salvo|fora)|mas nao|все(?: \w+)? кроме|но не|"
    r"(?:كل شي\w*|كل شء) (?:ما عدا|عدا|الا|باستثناء)|"
    r"no (?:com\w+|beb\w+) ni|nao (?:com\w+|beb\w+) nem|не (?:ед[ия]м|ем|ест) ни|"
    r"sin|no (?:com\w+|beb\w+|toler\w+|pued\w+ comer|quer\w+)|nada (?:de|con)|"
    r"sans|pas de|pas d'|ne (?:mang\w+|boi\w+|buv\w+|support\w+) (?:pas|jamais)(?: de| d')?|"
    r"n[e' ]{0,3}(?:mang\w+|aim\w+) pas(?: de| d')?|mang\w+ pas(?: de| d')?|"
    r"rien (?:avec|qui contien\w+)(?: du| de la| des)?|"
    r"ohne|kein(?:e|en)?|nichts mit|"
    r"sem|nao (?:com\w+|beb\w+|toler\w+|pod\w+ comer|quer\w+)|nada (?:com)|"
    r"без|не (?:ед[ия]м|ем|ед[яи]т|ест|ешь|едите|ед\w+|пь\w+|употребля\w+|кушае\w+|хот\w+)|ничего с|"
    r"بدون|بلا|من غير|لا (?:ناكل|اكل|ياكل\w*|تاكل|نتناول|اتناول|نشرب|نريد|اريد)|ما (?:ناكل|اكل|ياكل\w*)|"
    r"बिना|bina)"
)
# "Pork nahi khate": in Hindi, and after a French or German verb, the refusal stands behind the food.
NEGATION_BEHIND = (
    r"(?:(?:ka |ki |ko |का |की |को |वाला |bilkul |बिलकुल |बिल्कुल )?(?:nahi|nahin|nhi|mat|नहीं|नही|मत)"
    r"(?: (?:khat\w+|kha\w*|chalega|chahiye|pit\w+|lete|leta|leti|dalna|dale|खात\w*|खा\w*|चलेगा|चाहिए|पीत\w*|"
    r"लेते|लेता|लेती|डाल\w*))?|(?:ke|के) (?:bina|बिना)|"
    r"(?:ko |ke |को |के )?(?:chhod ?kar|alawa|छोडकर|अलावा) (?:sab|सब)|[- ]free)"
)
ALLERGIC = (
    r"(?:(?:is |am |are |be )?(?:highly |very |severely |badly )?allergic to|allerg(?:y|ies) (?:to|against)|"
    r"intoleran\w+ (?:to|of|a|au|aux|gegen|al|a la|a los)|can'?t tolerate|"
    r"alergic[oa]s? a(?:l| la| los| las)?|alergias? a(?:l| la| los| las)?|"
    r"allergiques? (?:a la|aux?|a l'|a)|allergies? (?:a la|aux?|a l'|a)|"
    r"allergisch (?:gegen|auf)|allergien? (?:gegen|auf)|alergic[oa]s? (?:aos?|as?)|alergias? (?:aos?|as?)|"
    r"аллерги\w+ на|حساسيه (?:من|ضد|تجاه)|(?:لديه?|عند)\w* حساسيه (?:من|ضد)|حساس\w* (?:من|تجاه))"
)
ALLERGIC_JOINED = r"(?:allergi\w+|intoleran\w+|unvertraglich\w+)"
ALLERGIC_BEHIND = (
    r"(?:[- ]?allerg(?:y|ies|ie|iker\w*|isch\w*)|[- ]?intoleran\w+|"
    r"(?: (?:se|से))? ?(?:allergy|allergic|एलर्जी|अलर्जी)|unvertraglichkeit)"
)
# The words between a refusal and its food.
FILLERS = (
    r"(?:(?:any|the|all|some|a|of|eating|other|kind|el|la|los|las|le|les|du|de|des|d|l|der|die|das|den|o|"
    r"os|as|"
    r"em|ninguna?|tipo|consumo|nada|in|with|cualquier)[ '])"
)
AND = (
    r"(?:\s*(?:,|;|/|&|\+)\s*|\s+(?:and|n|or|nor|y|e|o|ni|nem|noch|et|ou|und|oder|и|или|ни|aur|ya|और|या|"
    r"او|ولا)\s+|\s+و)"
)
