"""Which wording a figure belongs to, and so which metric it is of."""
