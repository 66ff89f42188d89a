"""The chat in the terminal, one small module per concern."""
