"""News: taken in once, read by rules and models, told as scores at any second, and models trained and judged."""
