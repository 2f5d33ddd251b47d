"""What the agency sells: destinations, areas, places, stays, transfers and their rates."""
