"""The nine deliveries as pure functions: tables of the store in, product tables with a published schema out."""
