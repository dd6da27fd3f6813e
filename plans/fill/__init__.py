"""Filling a plan in: its form page by page, saved as one types."""
