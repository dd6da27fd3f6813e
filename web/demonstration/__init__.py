"""The demonstration: files of a city's emergency, replayed through the portal's own deeds at their own times.

Districts, dates and counts come from the files alone; no figure is written. Where the files name no officer for
a park, town, county or firm, one is made and labelled as demonstration.
"""
