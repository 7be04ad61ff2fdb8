"""Warning signs of embellished accounts, and models of them."""
