"""Which part of the company a figure is about: the classes of its breakdown."""
