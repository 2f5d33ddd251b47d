"""What is known at one turn: the lead's slots, the catalogue's names for them, and the facts to decide on."""
