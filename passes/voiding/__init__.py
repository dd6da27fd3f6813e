"""Voiding all passes issued before a moment in an area, by one notice."""
