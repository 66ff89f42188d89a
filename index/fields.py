"""The fields of a passage that are searched, and the share of each in the score."""

from __future__ import annotations

FIELDS = {
    "text": 0.4,
    "context": 0.5,
    "asked": 1.0,
    "whole": 1.05,
    "near": 0.07,
    "heading": 0.13,
    "opening": 0.4,
    "outer": 0.4,
}
"""The share of each field in a passage's score: its text, what surrounds it, and its asked-as
lines as one text. With a single text for all of these, one more question in a hundred is answered
wrongly, and it is harder to explain why a passage was found (`tests/benchmarks/practice.py`).

If most passages have no asked-as lines, other fields replace `context`: `whole` (the text together
with its surroundings), `near` (the passages above and below in the section), `heading` (the heading
above), `opening` (the same for the first passage below it only) and `outer` (the headings above).
"""
