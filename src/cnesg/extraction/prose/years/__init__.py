"""Which year a figure is of, and figures of earlier years beside it."""
