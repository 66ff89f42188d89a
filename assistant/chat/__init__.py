"""The chat in the terminal: one small module for each of its concerns."""
