"""Quality control of the months of a workspace."""
