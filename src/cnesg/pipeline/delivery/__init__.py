"""The nine deliveries of a month: built from one run, written whole, and checked by anybody."""
