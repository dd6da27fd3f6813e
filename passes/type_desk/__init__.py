"""Types of pass as the city's pass desk looks after them: listed, added, changed, with their history."""
