"""What holds for a document as a whole, and the passages that it is read in."""
