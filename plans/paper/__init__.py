"""A plan on paper: its PDF, and what came back sealed."""
