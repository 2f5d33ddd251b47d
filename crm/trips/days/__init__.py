"""Filling days from places, hours and minutes alone: the planner's engine, and a door of its own."""
