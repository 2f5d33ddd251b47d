"""The managers' reports: words and a picture for Telegram, and when they go out."""
