"""Read what the moves need: the library, a plan, its price, options, recommendations. It reads only."""
