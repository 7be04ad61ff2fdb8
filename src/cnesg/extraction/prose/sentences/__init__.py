"""A sentence under reading, and the part of the company that its phrases narrow it to."""
