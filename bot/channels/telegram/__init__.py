"""Telegram, the staff's channel, through aiogram."""
