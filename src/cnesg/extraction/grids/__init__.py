"""Facts in tables of cells, as text files hold them."""
