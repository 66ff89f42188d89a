"""From ranked hits to what an answer shows: which passages, in which order, which sentence."""
