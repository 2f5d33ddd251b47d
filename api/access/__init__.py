"""Who may come in: passwords, tokens, rate limits, and the role that each endpoint declares."""
