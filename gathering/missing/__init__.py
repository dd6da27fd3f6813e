"""还差谁: which firms that should be in are not, and what is lacking of each."""
