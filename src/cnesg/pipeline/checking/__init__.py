"""What people decide: values checked, disputes answered, documents added, and the decisions in the log."""
