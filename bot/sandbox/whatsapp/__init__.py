"""A double of Twilio's WhatsApp: REST in, signed webhooks and status callbacks out."""
