"""Styles for what prompt_toolkit draws around the question, under its own names for them."""

from __future__ import annotations

PROMPT = {
    "prompt": "bold",
    "auto-suggestion": "noinherit dim",
    "bottom-toolbar": "noreverse dim",
    "bottom-toolbar.text": "",
    "bottom-toolbar danger": "nodim bold reverse ansired",
    "completion-menu": "noinherit",
    "completion-menu.completion": "noinherit",
    "completion-menu.completion.current": "noinherit reverse",
    "completion-menu.meta.completion": "noinherit dim",
    "completion-menu.meta.completion.current": "noinherit reverse",
    "scrollbar.background": "noinherit",
    "scrollbar.button": "noinherit",
}
