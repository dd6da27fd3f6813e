"""Applications that came together: many plates under one letter, decided one by one."""
