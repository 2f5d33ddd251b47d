"""How each effect on a trip is written."""

from crm.leads.models import Lead
from crm.leads.service import Overtaken
from crm.leads.writers import lead_meant, staff_lead
from crm.pen import Pen, Writers
from crm.trips import offers
from crm.trips import service as trips
from crm.trips.effects import ApproveTrip, DecideMargin, OfferOptions, PublishTrip, SendTrip
from crm.trips.margins import decide
from crm.users.rules import has_role


async def _publish_trip(pen: Pen, effect: PublishTrip) -> None:
    lead = await lead_meant(pen, effect.lead_id)
    published = await trips.publish_trip(pen.session, lead, effect, pen.now)
    await _hand_out(pen, lead, published.trip_version_id)
    if pen.scene.kind == "staff":
        pen.note("trip.publish", f"lead:{lead.id}", version=published.version)
    if published.is_waiting:
        pen.note("margin.ask", f"lead:{lead.id}", version=published.version)


async def _hand_out(pen: Pen, lead: Lead, trip_version_id: int) -> None:
    """Let the turn's replies carry this version and the lead's link."""
    applied = pen.applied
    applied.link_nonce = await trips.link_for(pen.session, lead.id, pen.now, pen.link_lifetime)
    applied.trip_version_id = trip_version_id
    applied.versions[lead.id], applied.nonces[lead.id] = trip_version_id, applied.link_nonce


async def _offer_options(pen: Pen, effect: OfferOptions) -> None:
    lead = await lead_meant(pen, effect.lead_id)
    await offers.offer_options(pen.session, lead, effect, pen.now)
    if pen.scene.kind == "staff":
        pen.note("trip.options", f"lead:{lead.id}", flavours=[plan.flavour for plan in effect.plans])


async def _send_trip(pen: Pen, effect: SendTrip) -> None:
    lead = await lead_meant(pen, effect.lead_id)
    version = await trips.mark_sent(pen.session, lead, effect.version, effect.sent_by, pen.now)
    await _hand_out(pen, lead, version.id)
    pen.note("trip.send", f"lead:{lead.id}", version=version.version)


async def _approve_trip(pen: Pen, effect: ApproveTrip) -> None:
    lead = await lead_meant(pen, effect.lead_id)
    if await trips.approve(pen.session, lead, effect, pen.now):
        pen.note("trip.approve", f"lead:{lead.id}", version=effect.version)


async def _decide_margin(pen: Pen, effect: DecideMargin) -> None:
    lead, decider = await staff_lead(pen, effect.lead_id)
    if not has_role(decider.role, "manager"):
        raise Overtaken("Only managers decide about margins.")
    review = await decide(pen.session, lead, effect.version, effect.approved, decider, effect.note, pen.now)
    pen.note(f"margin.{review.status}", f"lead:{lead.id}", version=effect.version, note=effect.note)


WRITERS: Writers = {
    DecideMargin: _decide_margin,
    PublishTrip: _publish_trip,
    OfferOptions: _offer_options,
    SendTrip: _send_trip,
    ApproveTrip: _approve_trip,
}
