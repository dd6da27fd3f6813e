"""What the portal costs beside the least anybody could pay for the same, measured in one run."""
