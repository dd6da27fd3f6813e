"""The review desk: for staff who decide hundreds a day."""
