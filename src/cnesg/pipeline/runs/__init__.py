"""Scoring runs: computed, pinned, replayed to the bit, and what they gave."""
