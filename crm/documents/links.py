"""Addresses under which a provider may fetch a file while it sends it: signed, and soon over."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

# Twilio keeps a message in its queue for ten hours at most (the default of ValidityPeriod).
LASTS_FOR = timedelta(hours=10)
# While a message is in one of these states its file may be fetched; once delivered, nobody need.
UNDER_WAY = ("sending", "unknown", "sent")


def signed_query(token: str, outbox_id: int, now: datetime, secret_key: str) -> str:
    """Give the query that lets the file's address be fetched for one message, until `LASTS_FOR` from now."""
    until = int((now + LASTS_FOR).timestamp())
    return f"message={outbox_id}&until={until}&signature={_mac(token, outbox_id, until, secret_key)}"


def is_signed(token: str, outbox_id: int, until: int, signature: str, now: datetime, secret_key: str) -> bool:
    """Say whether the desk signed this address and its time is not over."""
    mac = _mac(token, outbox_id, until, secret_key)
    is_ours = hmac.compare_digest(mac.encode(), signature.encode())
    return is_ours and until >= now.astimezone(UTC).timestamp()


def _mac(token: str, outbox_id: int, until: int, secret_key: str) -> str:
    told = f"file:{token}:{outbox_id}:{until}".encode()
    return hmac.new(secret_key.encode(), told, hashlib.sha256).hexdigest()[:32]
