"""Zero in words: what did not happen, and where."""
