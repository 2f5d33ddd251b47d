"""What the desk does in one turn: a table of rows, what it asks next, and its typed moves. Pure."""
