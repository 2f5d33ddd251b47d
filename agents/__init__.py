"""The mind: understanding, deciding, composing, and the gate. It never writes."""
