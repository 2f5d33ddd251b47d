"""What staff read in Telegram about one lead: summary with evidence, score, next step, what to send when."""

from html import escape
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_datetime, get_timezone_location

from agents.staff.briefing import LABELS, Line
from bot.guidance import Guidance
from bot.staff.cards import Button, action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.one_lead import Act
from bot.staff.reading import StaffLead, list_open
from bot.staff.says import answer
from bot.staff.suggesting import wording
from crm.conversations.values import Outcome, Scene
from crm.leads.effects import SumUp
from crm.leads.sending import Advice

_HEAT = {"hot": "🔥 hot", "warm": "🌤 warm", "cold": "❄️ cold"}
# Which button does the next step, by what the step is.
_BUTTONS = {
    "reply": ("Suggest a reply", "wording"),
    "follow_up": ("Suggest a reply", "wording"),
    "ask": ("Suggest a reply", "wording"),
    "close": ("Suggest a reply", "wording"),
    "plan": ("Plan", "plan"),
    "reprice": ("Plan anew", "plan"),
    "claim": ("Claim", "claim"),
}
_CHANNELS = {"whatsapp": "WhatsApp", "email": "E-mail", "telegram": "Telegram"}
_MOST_FIRST = 6


async def summary(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Sum up a lead and its conversation, each line with the messages that prove it."""
    guidance = await desk.guide.guide(found.lead.id)
    if guidance is None:
        return answer(f"There is no lead {found.lead.id}.")
    head = f"<b>Lead {found.lead.id}</b> · {escape(found.contact.name or found.conversation.address)}"
    lines = [_line(line, guidance) for line in guidance.summary.lines] or ["Nothing is known yet."]
    by = [f"<i>{escape(guidance.summary.told)}</i>"] if guidance.summary.told else []
    body = "\n".join((head, *lines, *by, "", *_step_lines(guidance), "", *score_lines(guidance)))
    wanted = guidance.summary.wanted
    effects = (SumUp(found.lead.id, wanted),) if wanted else ()
    return answer(body, *effects, buttons=[_row(found, guidance)])


async def next_for(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Say the next best step with a lead, and what to send and when."""
    guidance = await desk.guide.guide(found.lead.id)
    if guidance is None:
        return answer(f"There is no lead {found.lead.id}.")
    head = f"<b>Lead {found.lead.id}</b> · {escape(found.contact.name or found.conversation.address)}"
    body = "\n".join((head, *_step_lines(guidance), "", *sending_lines(guidance.advice)))
    return answer(body, buttons=[_row(found, guidance)])


async def first_steps(desk: StaffDesk, scene: Scene, viewer: Viewer) -> Outcome:
    """Say with which leads to begin: the most urgent and most promising steps of one's own leads."""
    async with desk.book.reading() as session:
        lines = await list_open(session, viewer, scene.now)
    titles = {line.lead.id: line for line in lines}
    steps = await desk.guide.first_steps(list(titles))
    if not steps:
        return answer("Nothing waits for you: the desk goes on by itself. 🎉")
    told = []
    for signals, step, score, odds in steps[:_MOST_FIRST]:
        chance = f" · {odds:.0%} likely" if odds is not None else f" · {score.points} points"
        title = escape(titles[signals.lead_id].lead.title or "New enquiry")
        sign = "❗️" if step.urgency == 3 else "▫️"
        told.append(f"{sign} <b>{signals.lead_id}</b> {title}{chance}")
        told.append(f"   {escape(step.told)}: {escape(step.why)}")
    picks = [
        {"label": str(signals.lead_id), "data": action("next", signals.lead_id)}
        for signals, *_ in steps[:_MOST_FIRST]
    ]
    return answer("<b>Begin here</b>\n" + "\n".join(told), buttons=[picks])


def _line(line: Line, guidance: Guidance) -> str:
    proof = guidance.citations.told(line.messages)
    where = f" <i>({escape(proof)})</i>" if proof else ""
    return f"<b>{LABELS[line.of]}</b>: {escape(line.text)}{where}"


def score_lines(guidance: Guidance) -> list[str]:
    """Write the score with its parts, and the odds where history gives them."""
    score = guidance.score
    if not score.parts:
        return ["<b>Score</b>: none, the lead is closed or may not be written to"]
    parts = [f"   {part.points}/{part.most} {part.name}: {escape(part.why)}" for part in score.parts]
    told = [f"<b>Score {score.points}</b> of 100 · {_HEAT[score.heat]}", *parts]
    if guidance.odds is None:
        return [*told, f"<b>Odds</b>: {escape(guidance.why_no_odds)}"] if guidance.why_no_odds else told
    pulls = ", ".join(f"{'+' if pull > 0 else '−'} {name}" for name, pull in guidance.pulls)
    return [*told, f"<b>Odds</b>: {guidance.odds:.0%} likely to be won, by your own closed leads ({pulls})"]


def _step_lines(guidance: Guidance) -> list[str]:
    step = guidance.step
    return [f"👉 <b>{escape(step.told)}</b>", f"   because {escape(step.why)}"]


def sending_lines(advice: Advice) -> list[str]:
    """Write what may be sent and when it is best sent."""
    if advice.kind == "nothing" or advice.at is None:
        return [f"✉️ {escape('; '.join(advice.why))}"]
    at = advice.at.astimezone(ZoneInfo(advice.timezone))
    when = "now" if advice.is_now else format_datetime(at, "EEE d MMM, HH:mm", locale="en")
    what = "free text" if advice.kind == "text" else f"the template “{advice.template}”"
    language = Locale.parse("en").languages.get(advice.language, advice.language)
    known = None if advice.cost is None else f"{advice.cost} {advice.currency}"
    cost = known or "not known (set it in the agency's settings)"
    return [
        f"✉️ <b>{_CHANNELS.get(advice.channel, advice.channel)}, {what}, in {language}</b>",
        f"   when: {when}, {escape(advice.why[0])} ({get_timezone_location(advice.timezone, locale='en')})",
        *(f"   {escape(why)}" for why in advice.why[1:]),
        f"   cost of one message: {cost}",
    ]


def _row(found: StaffLead, guidance: Guidance) -> list[Button]:
    row: list[Button] = []
    if guidance.step.do == "send" and found.trip is not None:
        version = str(found.trip.version)
        row.append({"label": f"Send v{version}", "data": action("send", found.lead.id, version)})
    elif guidance.step.do in _BUTTONS:
        label, name = _BUTTONS[guidance.step.do]
        row.append({"label": label, "data": action(name, found.lead.id)})
    return [*row, {"label": "Show the lead", "data": action("show", found.lead.id)}]


GUIDES: dict[str, Act] = {"summary": summary, "next": next_for, "wording": wording}
