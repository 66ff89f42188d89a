"""The settings of the chat: flags override the environment, which overrides the user's file.

No setting affects the warnings: nothing turns them off.
"""

from __future__ import annotations

import os
import tomllib
from argparse import Namespace
from collections.abc import Mapping

from assistant.chat import inputrc
from assistant.paths import user_folder
from corpus.errors import UserError, did_you_mean
from corpus.files import read_file

DEFAULT_FILE = """\
# Settings of the chat that the command `cramps` opens, with their defaults.
# To change any, save this as ~/.config/leg-cramp-assistant/config.toml (or
# $XDG_CONFIG_HOME/leg-cramp-assistant/config.toml): cramps --config > FILE
#
# Flags override environment variables, and both override this file.
# The safety warnings are always shown; no setting changes that.

# How many passages an answer shows at a time, 1 to 20.
# Flag --top N, environment CRAMPS_TOP.
top = 5

# For a screen reader: no colour, no menus, and no symbols that would be spelled
# out; one line in, one page out. Flag --plain, environment CRAMPS_PLAIN=true.
plain = false

# Use vi keys instead of emacs keys. Without this line, the chat follows your
# ~/.inputrc ("set editing-mode vi"). Flag --vi, environment CRAMPS_VI.
# vi = true

# Keep your past questions, for the Up key and Ctrl-R. They are stored in
# ~/.local/state/leg-cramp-assistant/history, which only you can read; /forget
# erases them. Flag --no-history, environment CRAMPS_HISTORY=false.
history = true
"""

LARGEST = 1_000_000
"""Size limit of a settings file, in bytes."""

MOST = 20
"""Largest number of passages in a chat answer."""

KEYS = ("top", "plain", "vi", "history")


class SettingsError(UserError):
    """A setting that cannot be used; the message is one clear sentence."""


class Settings:
    """What the user wants: `top` passages at a time, `plain` text, `vi` keys, a `history`.

    Not a dataclass: the first warning is on the screen before `dataclasses` is imported.
    """

    def __init__(
        self, top: int = 5, plain: bool = False, vi: bool = False, history: bool = True
    ) -> None:
        self.top = top
        self.plain = plain
        self.vi = vi
        self.history = history


def config_file(environ: Mapping[str, str] = os.environ) -> str:
    """Where the user's settings file is, if there is one."""
    base = user_folder("XDG_CONFIG_HOME", ".config", environ=environ)
    return os.path.join(base, "leg-cramp-assistant", "config.toml")


def load(options: Namespace, environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings: flags override environment, environment overrides file.

    Raises SettingsError.
    """
    found: dict[str, int | bool] = {"vi": inputrc.says_vi(environ)}
    found |= _from_file(config_file(environ))
    for key in KEYS:
        if text := environ.get(f"CRAMPS_{key.upper()}"):
            found[key] = _checked(
                key, _value(text), f"the environment variable CRAMPS_{key.upper()}"
            )
    if options.top is not None:
        found["top"] = min(options.top, MOST)
    if options.plain:
        found["plain"] = True
    if options.vi:
        found["vi"] = True
    if options.no_history:
        found["history"] = False
    return Settings(**found)  # type: ignore[arg-type]  # each value is checked


def _from_file(path: str) -> dict[str, int | bool]:
    if not os.path.exists(path):
        return {}

    try:
        data = tomllib.loads(read_file(path, LARGEST).decode())
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}; make it readable or remove it") from None
    # ValueError: bad TOML or UTF-8, or from Python for too long a number.
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: not valid TOML: {error}; see cramps --config") from None
    for key in data:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS) or f"; the settings are {', '.join(KEYS)}"
            raise SettingsError(f'{path}: there is no setting "{key}"{hint}')
    return {key: _checked(key, value, path) for key, value in data.items()}


def _value(text: str) -> object:
    """The value that an environment variable stands for."""
    if text.isascii() and text.isdecimal() and len(text) < 10:
        return int(text)
    return {"true": True, "false": False}.get(text.lower(), text)


def _checked(key: str, value: object, place: str) -> int | bool:
    if key == "top":
        if type(value) is int and 1 <= value <= MOST:
            return value
        raise SettingsError(f"{place}: top must be a whole number from 1 to {MOST}")
    if isinstance(value, bool):
        return value
    raise SettingsError(f"{place}: {key} must be true or false")
