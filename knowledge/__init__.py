"""The library: documents, chunks, vectors and cited search."""
