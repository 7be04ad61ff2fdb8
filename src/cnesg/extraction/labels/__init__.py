"""What the label of a row or the head of a column says, in whatever table it stands."""
