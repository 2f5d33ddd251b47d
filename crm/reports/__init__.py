"""What came in, what was won, who waits: one set of numbers for page, chat and API."""
