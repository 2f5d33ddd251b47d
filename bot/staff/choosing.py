"""Options of a trip and more to do in it: what staff see of them, and what becomes of one they press."""

from html import escape

from agents.staff.drafting import Drafted, NotDrafted
from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.marks import mark_of
from bot.staff.one_lead import Act
from bot.staff.planning import plan_shown
from bot.staff.reading import StaffLead, learnt_since_planned
from bot.staff.says import answer, as_html, tell
from crm.conversations.values import Outcome, Scene
from crm.trips.effects import OfferedPlan, OfferOptions
from crm.trips.offers import offered, options_of

LONGEST_DATA = 64  # bytes that a button can carry


async def options(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Plan three ways to do the trip and lay them beside each other; nothing goes to the customer."""
    lead, trip = found.lead, found.trip
    async with desk.book.reading() as session:
        learnt = await learnt_since_planned(session, lead.id)
    drafter = await desk.drafting.drafter()
    choices = await drafter.options(lead.slots, trip, learnt, scene.today)
    if isinstance(choices, NotDrafted):
        return answer(f"No options for lead {lead.id}: {escape(choices.reason)}")
    version = (trip.version if trip else 0) + 1
    rows = [
        [{"label": f"Make v{version}: {plan.flavour}", "data": action("option", lead.id, _named(plan))}]
        for plan in choices.plans
    ]
    return Outcome(
        says=(tell(f"⚖️ <b>Lead {lead.id}</b>\n\n{as_html(choices.summary)}", rows),),
        effects=(OfferOptions(choices.plans, f"user:{viewer.id}", lead.id),),
    )


async def choose(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Make the next version of an option that was offered; staff see it first."""
    async with desk.book.reading() as session:
        plans = tuple(offered(row) for row in await options_of(session, found.lead.id))
    if extra not in {_named(plan) for plan in plans}:
        return answer(f"That option is gone. /options {found.lead.id} makes new ones.")
    drafter = await desk.drafting.drafter()
    drafted = await drafter.choose(found.trip, plans, extra.partition(".")[0], scene.today)
    return _made(drafted, viewer, found)


def _named(plan: OfferedPlan) -> str:
    """Name a plan so that the button of an older offer does not take the newer offer's."""
    return f"{plan.flavour}.{mark_of(plan.request, plan.itinerary, plan.snapshot)}"


async def suggest(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Say what else would fit into the newest version, on one day or on any."""
    lead, trip = found.lead, found.trip
    if trip is None:
        return answer(f"Lead {lead.id} has no plan yet. /plan {lead.id} makes one.")
    day = int(extra) if extra.isdecimal() and len(extra) < 4 else None
    if extra and day is None:
        return answer(f"Name the day by its number: <code>/suggest {lead.id} 3</code>, or none for any day.")
    ideas = await (await desk.drafting.drafter()).ideas(trip, day, scene.today)
    if isinstance(ideas, NotDrafted):
        return answer(f"Nothing to suggest for lead {lead.id}: {escape(ideas.reason)}")
    rows = []
    for idea in ideas.ideas:
        data = action("idea", lead.id, f"{idea.day}.{idea.place}")
        if len(data.encode()) <= LONGEST_DATA:
            rows.append([{"label": f"Add {idea.name}, day {idea.day}"[:60], "data": data}])
    return answer(f"💡 <b>Lead {lead.id}</b>\n\n{as_html(ideas.summary)}", buttons=rows)


async def add(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Make the next version with one more place in it; staff see it first."""
    day, _, place = extra.partition(".")
    if found.trip is None or not day.isdecimal() or not place:
        return answer("This button is too old.")
    drafted = await (await desk.drafting.drafter()).add(found.trip, place, int(day), scene.today)
    return _made(drafted, viewer, found)


def _made(drafted: Drafted | NotDrafted, viewer: Viewer, found: StaffLead) -> Outcome:
    if isinstance(drafted, NotDrafted):
        return answer(f"No plan for lead {found.lead.id}: {escape(drafted.reason)}")
    return plan_shown(viewer, found, drafted)


ACTS: dict[str, Act] = {"option": choose, "idea": add}
