"""A mail server that keeps what it is given, and people who read it and answer."""
