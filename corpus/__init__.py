"""Reads documents into tagged passages. Knows nothing about ranking or answers."""
