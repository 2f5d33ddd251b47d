"""What customers hold in their hands: the proposal, its route map, and the story both tell."""
