"""What the command takes: its subcommands and their options, and what is wrong with arguments that do not fit."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

PROGRAM = "inspection-facts"
# The exit code of wrong usage.
USAGE = 2

Command = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Say it and leave."""
        self.exit(USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


def parser(commands: Mapping[str, Command]) -> Parser:
    """The parser of all subcommands; each sets `command` to the function of its name."""
    whole = Parser(
        prog=PROGRAM, description="Open tables of what UK police and fire inspections say.", epilog="See README.md."
    )
    whole.add_argument("--version", action="version", version=f"{PROGRAM} {version(PROGRAM)}")
    parts = whole.add_subparsers(metavar="COMMAND", required=True)
    for name, (what, takes) in _COMMANDS.items():
        part = parts.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        part.add_argument("--debug", action="store_true", help="show where an error happened")
        part.set_defaults(command=commands[name])
        takes(part)
    return whole


def _run(command: argparse.ArgumentParser) -> None:
    _folders(command)
    command.add_argument("--workers", type=_count, metavar="N", help="processes that read (default: one for each core)")
    command.add_argument("--direct", action="store_true", help="without Prefect: the same road in this process")
    command.add_argument("--strict", action="store_true", help="exit with 1 if quarantine has what needs a look")
    command.add_argument(
        "--preview", action="store_true", help="publish nothing: show what would change; always without Prefect"
    )
    _publish_anyway(command)
    command.add_argument(
        "--allow-shrink",
        action="store_true",
        help="publish also what withdraws most rows, brings back what was removed, or names nearly whom that was",
    )
    command.add_argument(
        "--release-version",
        type=_version,
        metavar="X.Y.Z",
        help="the version if one is published; not less than what changed (default: just what changed)",
    )


def _publish_anyway(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--publish-anyway",
        action="store_true",
        help="publish also where corrections cannot be applied, without them; removals that cannot be done always stop",
    )


def _serve(command: argparse.ArgumentParser) -> None:
    _folders(command)
    _publish_anyway(command)
    when = command.add_mutually_exclusive_group()
    when.add_argument("--cron", metavar="LINE", help="when, as a cron line (default: 0 6 * * *, daily at 6)")
    when.add_argument("--interval", type=_count, metavar="SECONDS", help="instead: so many seconds from run to run")
    command.add_argument("--timezone", default="UTC", metavar="ZONE", help="such as Europe/London (default: UTC)")


def _extract(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a document, or - for standard input")
    command.add_argument(
        "--format", choices=("table", "json"), default="table", help="json: one object for each claim, one to a line"
    )
    command.add_argument("--explain", action="store_true", help="also the rules, and what was refused and why")


def _validate(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "targets",
        type=Path,
        nargs="+",
        metavar="RELEASE|FILE",
        help="a folder, or a file: .csv, .tsv, .parquet, .sqlite, datapackage.json",
    )
    command.add_argument("--table", type=_table, metavar="NAME", help="table of the files (default: their stems)")


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("release", type=Path, metavar="RELEASE", help="folder of the release")
    command.add_argument("--raw", type=Path, metavar="DIR", help="raw documents (default: raw, if it is there)")
    command.add_argument("--require-raw", action="store_true", help="a document that cannot be read again is a problem")


def _diff(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", type=Path, metavar="OLD", help="folder of the older release")
    command.add_argument("new", type=Path, metavar="NEW", help="folder of the newer release")
    command.add_argument("--format", choices=("text", "json"), default="text", help="json: as changes.json has it")


def _review(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "release",
        type=Path,
        nargs="?",
        default=Path("output/latest"),
        metavar="RELEASE",
        help="folder of the release (default: output/latest)",
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help="json: one object to a line")


def _folders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--raw", type=Path, default=Path("raw"), metavar="DIR", help="documents (default: raw)")
    command.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="where releases are (default: output)"
    )
    command.add_argument(
        "--store", type=Path, metavar="DIR", help="what was extracted before (default: ~/.cache/inspection-facts)"
    )
    command.add_argument("--report", type=Path, metavar="DIR", help="where runs are reported")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _version(text: str) -> str:
    from flows.release.versions import of_text

    try:
        return str(of_text(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _table(text: str) -> str:
    from schemas.vocabularies import codes

    if text not in (tables := codes("table")):
        raise argparse.ArgumentTypeError(f"{text!r} is no table; tables are {', '.join(tables)}")
    return text


_COMMANDS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "run": ("read raw documents and publish a release if anything changed", _run),
    "serve": ("stay, and run by a schedule on a Prefect server", _serve),
    "extract": ("show the text of one document and what is found in it", _extract),
    "validate": ("check releases, or single tables, against the schemas", _validate),
    "verify": ("prove a release: checksums, keys, every passage read again", _verify),
    "diff": ("show what changed from one release to another, and why", _diff),
    "review": ("list what of a release deserves the look of a person", _review),
}
