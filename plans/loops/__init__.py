"""Closed loops: who can be ordered, and what people do with a loop."""
