"""The agency's own settings: its name, its rules, its hours."""
