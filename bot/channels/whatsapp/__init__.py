"""WhatsApp through Twilio."""

from bot.channels.whatsapp.channel import WhatsAppChannel

__all__ = ["WhatsAppChannel"]
