"""Tables in drawn grids: cells, bands and frames."""
