"""What staff are about to do: shown first, done once when confirmed, taken back where that can be."""
