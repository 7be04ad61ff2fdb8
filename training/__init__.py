"""Training of the models that ship; nothing here is part of the package."""
