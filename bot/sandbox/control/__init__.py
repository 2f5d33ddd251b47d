"""The control door: faults, the clock, the journal, and people to play."""
