"""One turn as a graph: understand, decide, act, compose, gate; and the outcome it ends in."""
