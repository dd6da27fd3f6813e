"""What comes with a plan."""
