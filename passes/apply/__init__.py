"""Applying: what is asked, what is offered from before, what must be met; paper passes entered afterwards."""
