"""A pass on paper: its PDF, many as one file, and what came back stamped."""
