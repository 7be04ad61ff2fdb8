"""Tables of targets and of what became of them."""
