"""The first message of somebody new: contact, address, conversation and inbox row in one statement.

One in three turns is somebody's first, and to look for each part and to make it by itself takes seven round
trips. On PostgreSQL only; a thread of SQLite's does the same as cheaply one by one.
"""

from datetime import datetime

from crm.contacts.service import phone_of
from crm.conversations.inbox import ARRIVAL, Arrival, Pace, TakenIn, fields_of, storable
from crm.statements import Line, Statement

# A person who is known by this address already, on another account of ours, keeps the contact. Nothing gives
# way to what is there: whoever is overtaken fails as a whole, and looks anew.
_FIRST = Statement(
    """
    WITH met AS (
        SELECT contact_id AS id FROM channel_identities WHERE channel = :channel AND address = :address),
    made AS (
        INSERT INTO contacts (name, phone, language, created_at)
        SELECT CAST(:name AS VARCHAR), CAST(:phone AS VARCHAR), 'en', CAST(:now AS TIMESTAMPTZ)
        WHERE NOT EXISTS (SELECT 1 FROM met) RETURNING id),
    reached AS (
        INSERT INTO channel_identities (contact_id, channel, address, profile_name, is_unreachable)
        SELECT id, :channel, :address, CAST(:name AS VARCHAR), :no FROM made),
    opened AS (
        INSERT INTO conversations
            (kind, channel, channel_account, address, contact_id, dialogue, created_at, last_inbound_at,
             ready_at)
        SELECT 'customer', :channel, :channel_account, :address, id, '{}', :now, :sent_at, :ready_at
        FROM (SELECT id FROM met UNION ALL SELECT id FROM made) AS who RETURNING id),
    fresh AS (
        INSERT INTO inbox (channel, channel_account, external_id, conversation_id, kind, text, detail, raw,
                           provider_at, received_at, is_late)
        SELECT :channel, :channel_account, :external_id, id, :kind, :text, :detail, :raw,
               :provider_at, :now, :no
        FROM opened RETURNING id, conversation_id)
    SELECT conversation_id, id FROM fresh
    """,
    **ARRIVAL,
    ready_at=datetime,
    name=str,
    phone=str,
)


async def take_in_first(line: Line, arrival: Arrival, now: datetime, pace: Pace) -> TakenIn:
    """Write down a customer's first message, for whom there is no conversation yet. One statement.

    Raises `UniqueViolation`, and then nothing is written, where there is one after all, or where the message
    was written down before.
    """
    who = {
        "name": storable(arrival.profile_name),
        "phone": phone_of(arrival.channel, arrival.address),
    }
    fields = fields_of(arrival, now, pace) | who
    [(conversation_id, inbox_id)] = await line.run(_FIRST, fields)
    return TakenIn(conversation_id, inbox_id, fields["ready_at"])
