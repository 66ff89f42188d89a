"""The fields of a passage in which a question is looked for, and the share of each."""

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
lines as one text. One text puts one question in a hundred less right, and says less of why a
passage was found (`tests/benchmarks/practice.py`).

Where most passages have no asked-as lines, `context` gives way to the others: the `whole` (the text
together with what surrounds it), what is `near` (the passages above and below in the section), the
`heading` above (once more if the passage is the `opening` one below it) and the `outer` ones.
"""
