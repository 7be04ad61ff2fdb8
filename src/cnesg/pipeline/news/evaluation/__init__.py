"""How good models of news are on labels: confusion, errors by kind, and what changes from month to month."""
