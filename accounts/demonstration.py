"""The demonstration's people share one password, so that anyone may look through any of their eyes."""

PASSWORD = "Bubble-2022-demo"
