"""Keeping a workspace: copies, and everything in it checked."""
