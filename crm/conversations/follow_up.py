"""The follow-up template: what WhatsApp lets through when the customer last wrote more than a day ago."""

from typing import Any

from crm.contacts.models import Contact


def follow_up_body(contact: Contact) -> dict[str, Any]:
    """Make the body of the message; the provider fills the approved template of the customer's language."""
    name = contact.name or "there"
    return {
        "template": "follow_up",
        "language": contact.language,
        "variables": {"1": name},
        "text": f"Hello {name}, we have news about your trip. Reply here and we go on.",
    }
