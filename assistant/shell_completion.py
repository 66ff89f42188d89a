"""Completion scripts for bash, zsh and fish, generated from the command's arguments."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from corpus.errors import UserError

SHELLS = ("bash", "zsh", "fish")

# What each shell offers for a value. File and folder names come from the shell itself, which also
# quotes them: a name may contain spaces, or text that a shell would run.
_BASH_VALUES = {
    "FILE": "compopt -o default",
    "DIR": "compopt -o filenames -o dirnames",
    "SHELL": f"mapfile -t COMPREPLY < <(compgen -W '{' '.join(SHELLS)}' -- \"$word\")",
}
_ZSH_VALUES = {"FILE": "_files", "DIR": "_files -/", "SHELL": f"({' '.join(SHELLS)})"}
_FISH_VALUES = {
    "FILE": "-rF",
    "DIR": "-xa '(__fish_complete_directories)'",
    "SHELL": f"-xa '{' '.join(SHELLS)}'",
}


class ShellError(UserError):
    """A shell without a completion script; the message names the shells that have one."""


def script(shell: str, parser: argparse.ArgumentParser) -> str:
    """Return the completion script of `parser` for a shell. Raises ShellError."""
    makers = {"bash": _bash, "zsh": _zsh, "fish": _fish}
    if shell not in makers:
        raise ShellError(f'no completions for "{shell}"; choose bash, zsh or fish')
    return "\n".join(makers[shell](parser.prog, _options(parser))) + "\n"


def _options(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    return [action for action in parser._actions if action.option_strings]


def _bash(name: str, options: list[argparse.Action]) -> Iterator[str]:
    yield f"# {name}: completions for bash; save this file as"
    yield f"# ~/.local/share/bash-completion/completions/{name}"
    yield f"_{name}() {{"
    yield '    local word="${COMP_WORDS[COMP_CWORD]}" option="${COMP_WORDS[COMP_CWORD-1]}"'
    yield "    # bash splits --option=value into three words"
    yield '    [[ $option == = ]] && option="${COMP_WORDS[COMP_CWORD-2]}"'
    yield "    [[ $word == = ]] && word="
    yield '    case "$option" in'
    for option in options:
        if option.nargs != 0:
            how = _BASH_VALUES.get(str(option.metavar), "COMPREPLY=()")
            yield f"    {' | '.join(option.option_strings)}) {how}; return ;;"
    yield "    esac"
    words = " ".join(name for option in options for name in option.option_strings)
    yield f"    [[ $word == -* ]] && mapfile -t COMPREPLY < <(compgen -W '{words}' -- \"$word\")"
    yield "}"
    yield f"complete -F _{name} {name}"


def _zsh(name: str, options: list[argparse.Action]) -> Iterator[str]:
    yield f"#compdef {name}"
    yield f"# {name}: completions for zsh; save this file as _{name} in a folder of $fpath"
    yield "_arguments \\"
    for option in options:
        about = _quoted(option.help or "").replace("[", "\\[").replace("]", "\\]")
        value = ""
        if option.nargs != 0:
            metavar = str(option.metavar)
            value = f":{metavar.lower()}:{_ZSH_VALUES.get(metavar, '')}"
        for flag in option.option_strings:
            many = "*" if isinstance(option, argparse._AppendAction) else ""
            joined = "=" if value and flag.startswith("--") else ""
            yield f"    '{many}{flag}{joined}[{about}]{value}' \\"
    # With an empty action, zsh would show a message and insert nothing.
    yield "    '*:question:{ : }'"


def _fish(name: str, options: list[argparse.Action]) -> Iterator[str]:
    file = f"~/.config/fish/completions/{name}.fish"
    yield f"# {name}: completions for fish; save this file as {file}"
    yield f"complete -c {name} -f"
    for option in options:
        flags = " ".join(
            f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}"
            for flag in option.option_strings
        )
        value = "" if option.nargs == 0 else f" {_FISH_VALUES.get(str(option.metavar), '-x')}"
        about = (option.help or "").replace("\\", "\\\\").replace("'", "\\'")
        yield f"complete -c {name} {flags}{value} -d '{about}'"


def _quoted(text: str) -> str:
    """Text escaped for single quotation marks."""
    return text.replace("'", "'\\''")
