"""Two engines, offline and llm, that turn words into an `Understanding`."""
