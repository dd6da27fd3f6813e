"""What the portal costs beside the least anybody could pay for the same, measured in one run."""

# No front end is built for the bars: pages name their files plainly.
PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
