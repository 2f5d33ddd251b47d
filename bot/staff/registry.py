"""The staff bot's commands in one place: what each is called, what help says of it, and which act it is.

A new command about one lead is one line of `ON_LEAD`; its button, where it has one, a line of
`bot.staff.acts.ACTS` or `bot.staff.pricing.PRICING_ACTS`.
"""

from dataclasses import dataclass
from html import escape

from bot.staff.acts import show
from bot.staff.choosing import options, suggest
from bot.staff.foretelling import foretell
from bot.staff.guiding import next_for, summary
from bot.staff.library import answers
from bot.staff.mailing import mail
from bot.staff.moving import lose, note, set_status
from bot.staff.one_lead import Act
from bot.staff.planning import plan, send
from bot.staff.pricing import discount, free, markup
from bot.staff.suggesting import wording
from bot.staff.taking import claim, release, take


@dataclass(frozen=True)
class LeadCommand:
    """A command that is followed by a lead's number, and perhaps by more words."""

    act: Act
    told: str  # what help and Telegram's own menu say, under 256 characters


ON_LEAD: dict[str, LeadCommand] = {
    "lead": LeadCommand(show, "Show a lead: /lead 42"),
    "summary": LeadCommand(summary, "Sum up a lead, with the messages that prove it: /summary 42"),
    "next": LeadCommand(next_for, "What to do next, and what to send when: /next, /next 42"),
    "reply": LeadCommand(wording, "A reply to send or edit: /reply 42"),
    "plan": LeadCommand(plan, "Plan and price a trip: /plan 42"),
    "options": LeadCommand(options, "Three ways to do the trip, side by side: /options 42"),
    "suggest": LeadCommand(
        suggest, "What else would fit into the plan: /suggest 42, or /suggest 42 3 for day 3"
    ),
    "send": LeadCommand(send, "Send the newest plan to the customer: /send 42"),
    "mail": LeadCommand(mail, "E-mail the proposal, or words of yours: /mail 42"),
    "note": LeadCommand(note, "Write a note: /note 42 prefers window seats"),
    "answers": LeadCommand(answers, "What the library told them, with a thumbs down: /answers 42"),
    "take": LeadCommand(take, "Speak with the customer yourself: /take 42"),
    "release": LeadCommand(release, "Let the desk speak again: /release 42"),
    "claim": LeadCommand(claim, "Make a lead yours: /claim 42"),
    "discount": LeadCommand(discount, "See what a discount makes of the price: /discount 42 5 %"),
    "markup": LeadCommand(markup, "See what another markup makes of it: /markup 42 trip 8 %"),
    "free": LeadCommand(free, "Let adults travel free; the others bear their part: /free 42 1"),
    "forecast": LeadCommand(foretell, "Expected cost on other dates: /forecast 42 2027-12-20"),
    "status": LeadCommand(set_status, "Move a lead: /status 42 negotiating"),
    "lost": LeadCommand(lose, "Close a lead as lost: /lost 42 too expensive"),
}

COMMANDS: dict[str, str] = {
    "leads": "List leads: open, mine, waiting, hot, all, a status or plain words",
    **{name: command.told for name, command in ON_LEAD.items()},
    "remind": "Remind yourself: /remind 42 friday 10:00 call her",
    "reminders": "List your reminders, to cancel them",
    "safe": "What the desk may do for you without asking: /safe note remind",
    "do": "Say it in plain words, also while you hold a conversation: /do show hot leads",
    "report": "The day's numbers, or those of other days: /report 2026-11-20, /report last week",
    "cancel": "Drop what the desk waits for",
    "help": "Show this list",
}

# Help shows the commands under headings: a list of thirty is not read.
SECTIONS: dict[str, tuple[str, ...]] = {
    "See": ("leads", "lead", "summary", "next", "report"),
    "Plan": ("plan", "options", "suggest", "forecast"),
    "Price": ("discount", "markup", "free"),
    "Speak with the customer": ("take", "reply", "send", "mail", "release"),
    "Keep in order": ("claim", "note", "status", "lost", "remind", "reminders", "answers"),
    "The desk itself": ("do", "safe", "cancel", "help"),
}


def _section(title: str, names: tuple[str, ...]) -> str:
    return "\n".join((f"<b>{title}</b>", *(f"/{name} · {escape(COMMANDS[name])}" for name in names)))


_FIRST = (
    "<b>What you can ask the desk</b>\n"
    "Write it in plain words: <i>anything for me today?</i>, <i>who is waiting?</i>, <i>show hot leads from "
    "this week</i>, <i>Asha's number</i>, <i>move Asha to negotiating and remind me on Friday</i>, <i>draft "
    "five nights Bali for lead 42 under 2 lakh</i>, <i>make it 6 nights</i>, <i>price of lead 42 with 5% "
    "off</i>, <i>snooze 42 until Monday 10am</i>. "
    "Before anything is written you see what will happen."
)
_LAST = (
    "While you hold a conversation, what you type here reaches the customer. <i>show leads</i>, <i>move 42 "
    "to won</i> and the like are for me; before other orders write /do, or I ask for whom they are."
)

HELP = "\n\n".join((_FIRST, *(_section(title, names) for title, names in SECTIONS.items()), _LAST))
