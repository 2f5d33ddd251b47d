"""The staff's side of the desk in Telegram: commands, lead cards, and speaking with customers."""
