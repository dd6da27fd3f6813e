"""Reviewing a plan: its route, the joint check, remarks, and exactly the version that was shown."""
