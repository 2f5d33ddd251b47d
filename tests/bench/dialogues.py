"""What customers write while a lead is captured: eight people, each with wishes, doubts and questions.

Each is left before the desk knows, or has asked in vain for, what a plan needs: planning takes its seconds
and is measured by itself (`plan_trip`). One in three of their messages are questions for the library.
"""

PEOPLE: tuple[tuple[str, ...], ...] = (
    (
        "Hi! We are thinking of a holiday in Bali, can you help?",
        "2 adults and a 5 yr old",
        "do we need a visa?",
    ),
    (
        "Hello, honeymoon in the Maldives, what can you do for us?",
        "is breakfast included",
        "Just the two of us. Water villa if possible!",
        "Can we pay in instalments?",
    ),
    (
        "hey planning dubai with college friends, we are 6",
        "desert safari for sure and some nightlife",
        "is it very hot there?",
    ),
    (
        "नमस्ते, हमें केरल घूमना है",
        "4 लोग हैं, दो बच्चे",
        "मौसम कैसा रहेगा?",
    ),
    (
        "Good evening. My parents (68 and 71) want to see Singapore, wheelchair friendly please",
        "They travel from Chennai",
        "Do they need travel insurance?",
    ),
    (
        "Hola, queremos viajar a Tailandia en familia",
        "somos 2 adultos y 3 niños",
        "¿necesitamos visado?",
    ),
    (
        "Any ideas for a short trip to Goa?",
        "we could also do Kerala instead",
        "what documents do I need at check in?",
    ),
    (
        "hi",
        "I saw your ad for Bali, I'm into surfing and yoga",
        "is it safe for a woman alone?",
    ),
)
# People greet and thank as they please: no two write quite the same, however often a dialogue is told.
BEFORE = (
    "",
    "ok ",
    "hmm, ",
    "alright. ",
    "thanks! ",
    "great, ",
    "yes so ",
    "one more thing: ",
    "also ",
    "sure. ",
)
AFTER = ("", " please", " 🙂", " thanks", "!", " 🙏", ".", " ok?", " :)", " thank you", "...")


def words_of(number: int) -> list[str]:
    """Give what the person of this number writes, one message after another."""
    dialogue = PEOPLE[number % len(PEOPLE)]
    around = [
        (BEFORE[(number // 8 + place) % len(BEFORE)], AFTER[(number // 3 + place) % len(AFTER)])
        for place in range(len(dialogue))
    ]
    return [f"{before}{words}{after}" for words, (before, after) in zip(dialogue, around, strict=True)]
