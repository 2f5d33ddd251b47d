"""Planning a trip: pure functions, values in and values out."""
