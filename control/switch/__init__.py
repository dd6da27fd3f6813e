"""The one-key switch (一键切换): previewed, ordered, answered, withdrawn, lifted."""
