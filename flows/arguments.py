"""What the command takes: its subcommands and their options, and what is wrong with arguments that do not fit."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

from flows.options import PREFIX, USAGE, Parser, misspelt

__all__ = ["PROGRAM", "USAGE", "parser"]

PROGRAM = "inspection-facts"
_EPILOG = f"Each option can be given as an environment variable, too: {PREFIX}OUTPUT, {PREFIX}STRICT=1, ..."

Command = Callable[[argparse.Namespace], int]


def parser(commands: Mapping[str, Command]) -> Parser:
    """The parser of all subcommands; each sets `command` to the function of its name."""
    about = "Open tables of what UK police and fire inspections say."
    whole = Parser(prog=PROGRAM, description=about, epilog=f"{_EPILOG} See README.md.")
    whole.add_argument("--version", action="version", version=f"{PROGRAM} {version(PROGRAM)}")
    parts = whole.add_subparsers(metavar="COMMAND", required=True)
    for name, (what, takes) in _COMMANDS.items():
        part = parts.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.", epilog=_EPILOG)
        part.add_argument("--debug", action="store_true", help="show where an error happened")
        part.set_defaults(command=commands[name])
        takes(part)
    for line in misspelt(parts.choices.values()):
        print(f"{PROGRAM}: warning: {line}", file=sys.stderr)
    return whole


def _run(command: argparse.ArgumentParser) -> None:
    _folders(command)
    command.add_argument("--workers", type=_count, metavar="N", help="processes that read (default: one for each core)")
    command.add_argument("--direct", action="store_true", help="without Prefect: the same road in this process")
    command.add_argument("--strict", action="store_true", help="exit with 1 if quarantine has what needs a look")
    command.add_argument(
        "--allow-shrink",
        action="store_true",
        help="publish also where that withdraws most rows, or brings back what was removed",
    )
    command.add_argument(
        "--release-version",
        type=_version,
        metavar="X.Y.Z",
        help="the version if one is published; not less than what changed (default: just what changed)",
    )


def _serve(command: argparse.ArgumentParser) -> None:
    _folders(command)
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
    command.add_argument("--kind", type=_kind, action="append", metavar="KIND", help="only this kind; may be repeated")
    command.add_argument("--body", action="append", metavar="BODY_ID", help="only this body; may be repeated")
    command.add_argument(
        "--limit",
        type=_limit,
        default=20,
        metavar="N",
        help="show so many, the most consequential, or all (default: 20)",
    )
    command.add_argument(
        "--format", choices=("text", "json", "csv"), default="text", help="json: one object to a line; csv: a row each"
    )


def _prune(command: argparse.ArgumentParser) -> None:
    _output(command)
    command.add_argument(
        "--keep",
        type=_count,
        default=10,
        metavar="N",
        help="keep the last N releases, and all of the newest MAJOR version (default: 10)",
    )
    command.add_argument("--preview", action="store_true", help="only say what would be removed")


def _output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="where releases are (default: output)"
    )


def _folders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--raw", type=Path, default=Path("raw"), metavar="DIR", help="documents (default: raw)")
    _output(command)
    command.add_argument(
        "--store",
        type=Path,
        metavar="DIR",
        help="what was extracted before (default: a folder of this project in ~/.cache/inspection-facts)",
    )
    command.add_argument("--report", type=Path, metavar="DIR", help="where runs are reported")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _limit(text: str) -> int:
    """How many; 0 for all."""
    return 0 if text in ("0", "all") else _count(text)


def _kind(text: str) -> str:
    from flows.consolidation.review import KINDS

    if text not in KINDS:
        raise argparse.ArgumentTypeError(f"{text!r} is no kind; kinds are {', '.join(KINDS)}")
    return text


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
    "prune": ("remove old releases; releases.json keeps their record", _prune),
    "review": ("list what of a release deserves the look of a person", _review),
}
