"""Users' tables as they come in: read, checked whole, matched with companies, committed."""
