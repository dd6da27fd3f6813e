"""Each day the signatures made are set beside the passes issued."""
