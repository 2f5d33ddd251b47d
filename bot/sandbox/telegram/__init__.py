"""A double of the Telegram Bot API: methods in, updates out by webhook or long poll."""
