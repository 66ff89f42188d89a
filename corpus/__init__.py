"""Documents: text into tagged passages. Knows nothing of ranking or answers."""
