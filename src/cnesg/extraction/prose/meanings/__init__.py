"""How a figure is meant: as a result, a target, a sum over years, a rule, no fact at all."""
