"""The services outside of the house, and which of them are in trouble."""
