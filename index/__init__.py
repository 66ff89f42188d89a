"""Ranks passages with BM25. Knows the types of `corpus` and nothing about answers."""
