"""Turns ranked hits into what an answer shows: which passages, in which order, which sentence."""
