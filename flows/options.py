"""Options that can also be given as environment variables: `--allow-shrink` as INSPECTION_FACTS_ALLOW_SHRINK=1.

The command line takes precedence over the environment, and the environment over the default of an option. An empty
variable counts as not set.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

PREFIX = "INSPECTION_FACTS_"
# The exit code of wrong usage.
USAGE = 2
_SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


class Parser(argparse.ArgumentParser):
    """A parser that reports errors in one line, and takes options that are not given from the environment."""

    def error(self, message: str) -> NoReturn:
        """Print the message and exit with `USAGE`."""
        self.exit(USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")

    def options(self) -> Iterator[argparse.Action]:
        """Yield the options that can be given as environment variables."""
        for action in self._actions:
            if action.option_strings and action.default is not argparse.SUPPRESS:
                yield action

    # Untyped like the method that it overrides. The parser of each subcommand parses its own options with it.
    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """Return the namespace of values from arguments, environment and defaults, and the arguments that are unknown.

        A variable is ignored if the command line has an option that excludes its option.
        """
        defaults = {action: action.default for action in self.options()}
        for action in defaults:
            action.default = argparse.SUPPRESS  # so that options that were not given are not in the namespace
        try:
            parsed, rest = super().parse_known_args(args, namespace)
        finally:
            for action, default in defaults.items():
                action.default = default
        given = {action.dest for action in defaults if hasattr(parsed, action.dest)}
        excluded = {other.dest for group in self._exclusive() if given & {one.dest for one in group} for other in group}
        from_env = {action: os.environ.get(variable_of(action), "") for action in defaults}
        from_env = {action: text for action, text in from_env.items() if text and action.dest not in given | excluded}
        for group in self._exclusive():
            if len(both := [variable_of(action) for action in group if action in from_env]) > 1:
                self.error(f"{both[1]}: not allowed with {both[0]}")
        for action, default in defaults.items():
            if action.dest not in given:
                setattr(parsed, action.dest, self._value(action, from_env[action]) if action in from_env else default)
        return parsed, rest

    def _exclusive(self) -> list[list[argparse.Action]]:
        return [group._group_actions for group in self._mutually_exclusive_groups]

    def _value(self, action: argparse.Action, text: str) -> object:
        try:
            return _value_of(action, text)
        except (argparse.ArgumentTypeError, TypeError, ValueError) as error:
            self.error(f"{variable_of(action)}: {error}")


def variable_of(action: argparse.Action) -> str:
    """Return the environment variable for an option: "INSPECTION_FACTS_ALLOW_SHRINK" for `--allow-shrink`."""
    option = next(each for each in action.option_strings if each.startswith("--"))
    return PREFIX + option[2:].replace("-", "_").upper()


def _value_of(action: argparse.Action, text: str) -> object:
    """Return the value of an option that was given as the text of a variable.

    A switch is 1 or 0; an option that may be repeated is a list with commas. Raises ValueError, or what the type of the
    option raises, for text that is no valid value.
    """
    if action.nargs == 0:
        if (switch := _SWITCH.get(text.lower())) is None:
            raise ValueError(f"{text!r} is neither 1 nor 0")
        return switch
    if isinstance(action, argparse._AppendAction):
        return [_convert(action, each.strip()) for each in text.split(",") if each.strip()]
    return _convert(action, text)


def _convert(action: argparse.Action, text: str) -> object:
    value = action.type(text) if callable(action.type) else text
    if action.choices is not None and value not in action.choices:
        raise ValueError(f"{text!r} is none of {', '.join(map(str, action.choices))}")
    return value


def misspelt(parsers: Iterable[Parser]) -> Sequence[str]:
    """Return a line for each environment variable that begins with `PREFIX` but belongs to no option."""
    known = {variable_of(action) for each in parsers for action in each.options()}
    lines = []
    for name in sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known):
        similar = get_close_matches(name, sorted(known), 1)
        lines.append(f"{name} is not an option" + (f"; did you mean {similar[0]}?" if similar else ""))
    return lines
