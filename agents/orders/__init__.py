"""What staff ask of the desk in plain words: orders, read by grammar or by a model, checked alike."""
