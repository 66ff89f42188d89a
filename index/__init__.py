"""Ranking: passages to BM25 hits. Knows the types of `corpus` and nothing of answers."""
