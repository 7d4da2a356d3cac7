"""The command line of `inspection-facts`: its subcommands and their options (`parser`)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from flows.options import PREFIX, USAGE, Parser, misspelt
from flows.shared_arguments import (
    OR_ADDRESS,
    direct,
    folders,
    newest,
    output,
    publish_anyway,
    raw,
    report,
    sources,
    store,
)
from flows.values import count, folder, kind, limit, place, port, release_version, size, table

__all__ = ["PROGRAM", "USAGE", "parser"]

PROGRAM = "inspection-facts"
_EPILOG = f"Every option can also be set as an environment variable: {PREFIX}OUTPUT, {PREFIX}STRICT=1, ..."

Command = Callable[[argparse.Namespace], int]


class _Version(argparse.Action):
    """Prints the version. Importing `importlib.metadata`, which is slow, has to wait until it is needed."""

    def __init__(self, option_strings: Sequence[str], dest: str, **options: Any) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, default=argparse.SUPPRESS, **options)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and exit."""
        from importlib.metadata import version

        print(f"{PROGRAM} {version(PROGRAM)}")
        parser.exit()


def parser(commands: Mapping[str, Command]) -> Parser:
    """Return the parser of all subcommands; parsing sets `command` to the function in `commands` for the subcommand.

    Misspelt environment variables are reported on standard error.
    """
    about = "Open tables of what UK police and fire inspections say."
    pages = "README.md says how to use it, flows/README.md how to operate it."
    top = Parser(prog=PROGRAM, description=about, epilog=f"{_EPILOG} {pages}")
    top.add_argument("--version", action=_Version, help="show program's version number and exit")
    subcommands = top.add_subparsers(metavar="COMMAND", required=True)
    for name, (what, add_arguments) in _COMMANDS.items():
        part = subcommands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.", epilog=_EPILOG)
        part.add_argument("--debug", action="store_true", help="show the traceback of an error")
        part.set_defaults(command=commands[name])
        add_arguments(part)
    for line in misspelt(subcommands.choices.values()):
        print(f"{PROGRAM}: warning: {line}", file=sys.stderr)
    return top


def _run(command: argparse.ArgumentParser) -> None:
    folders(command)
    command.add_argument(
        "--workers", type=count, metavar="N", help="number of reading processes (default: one per core)"
    )
    command.add_argument(
        "--memory-limit",
        type=size,
        metavar="SIZE",
        help="memory for making tables of claims, such as 256MB or 4GB; what is more goes to a temporary folder "
        "(default: 384MB)",
    )
    command.add_argument(
        "--temp-directory", type=Path, metavar="DIR", help="where temporary folders are made (default: the system's)"
    )
    direct(command)
    command.add_argument("--strict", action="store_true", help="exit with 1 if anything in quarantine needs attention")
    command.add_argument(
        "--preview", action="store_true", help="publish nothing, only show what would change (always without Prefect)"
    )
    publish_anyway(command)
    command.add_argument(
        "--allow-shrink",
        action="store_true",
        help="publish even if most rows would be withdrawn, a removed person or document would return, or a "
        "published name is nearly that of a removed person",
    )
    command.add_argument(
        "--release-version",
        type=release_version,
        metavar="X.Y.Z",
        help="version of the new release, at least the computed one (default: the computed one)",
    )


def _collect(command: argparse.ArgumentParser) -> None:
    raw(command, "folder that documents are put in")
    sources(command)
    store(command, "cache of what was asked for, and when: it spares requests")
    report(command)
    direct(command)
    command.add_argument("--strict", action="store_true", help="exit with 1 if a source is not as it should be")
    command.add_argument(
        "--preview", action="store_true", help="fetch no document, only list what would be (always without Prefect)"
    )


def _serve(command: argparse.ArgumentParser) -> None:
    folders(command)
    sources(command)
    publish_anyway(command)
    when = command.add_mutually_exclusive_group()
    when.add_argument("--cron", metavar="LINE", help="schedule as a cron line (default: 0 6 * * *, daily at 6)")
    when.add_argument("--interval", type=count, metavar="SECONDS", help="run every so many seconds instead")
    command.add_argument(
        "--timezone",
        default="UTC",
        metavar="ZONE",
        help="time zone of the schedule, such as Europe/London (default: UTC)",
    )


def _extract(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a document, or - for standard input")
    command.add_argument(
        "--format", choices=("table", "json"), default="table", help="json: one object per line, one for each claim"
    )
    command.add_argument(
        "--explain",
        action="store_true",
        help="also show blocks, the rule behind each claim, what spoke for and against it, and what was refused",
    )


def _validate(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "targets",
        type=place,
        nargs="+",
        metavar="RELEASE|FILE",
        help="a folder or a file: .csv, .tsv, .parquet, .sqlite, datapackage.json",
    )
    command.add_argument(
        "--table",
        type=table,
        metavar="NAME",
        help="which table the files hold (default: the file name without its ending)",
    )


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("release", type=place, metavar="RELEASE", help=f"release folder{OR_ADDRESS}")
    command.add_argument("--raw", type=Path, metavar="DIR", help="raw documents (default: raw, if it exists)")
    command.add_argument("--require-raw", action="store_true", help="fail if a document is missing or has changed")


def _diff(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", type=place, metavar="OLD", help=f"folder of the older release{OR_ADDRESS}")
    command.add_argument("new", type=place, metavar="NEW", help=f"folder of the newer release{OR_ADDRESS}")
    command.add_argument("--format", choices=("text", "json"), default="text", help="json: as in changes.json")


def _review(command: argparse.ArgumentParser) -> None:
    newest(command)
    command.add_argument("--kind", type=kind, action="append", metavar="KIND", help="only this kind; may be repeated")
    command.add_argument("--body", action="append", metavar="BODY_ID", help="only this body; may be repeated")
    command.add_argument(
        "--limit",
        type=limit,
        default=20,
        metavar="N",
        help="show at most so many, the most consequential first, or all (default: 20)",
    )
    command.add_argument(
        "--format",
        choices=("text", "json", "csv"),
        default="text",
        help="json: one object per line; csv: one row for each",
    )
    command.add_argument("--all", action="store_true", help="list what was set aside in the review desk, too")
    what = command.add_mutually_exclusive_group()
    what.add_argument(
        "--web", action="store_true", help="open the review desk: a page on this machine, on which you can decide"
    )
    what.add_argument(
        "--export",
        type=Path,
        metavar="DIR",
        help="write the documents that people decided about, with labels to learn from, to this folder",
    )
    command.add_argument("--port", type=port, default=0, metavar="N", help="port of --web (default: one that is free)")
    raw(command, "documents that decisions are about")
    command.add_argument(
        "--corrections",
        type=Path,
        metavar="DIR",
        help="folder of decisions, which --web writes (default: corrections/ in --raw)",
    )
    command.add_argument(
        "--store", type=Path, metavar="DIR", help="cache for the previews of --web (default: as of run)"
    )


def _site(command: argparse.ArgumentParser) -> None:
    newest(command)
    command.add_argument(
        "--to",
        type=folder,
        default=Path("build/site"),
        metavar="DIR",
        help="folder of the site (default: build/site)",
    )
    raw(command, "raw documents, for their texts")
    command.add_argument(
        "--full-text",
        choices=("open", "all", "none"),
        default="open",
        help="which documents are shown whole: those under an open licence, all, or none (default: open); of others "
        "only the passages are",
    )
    command.add_argument("--notice", metavar="TEXT", help="a line that stands on every page")
    command.add_argument("--contact", metavar="URL", help="where readers report errors: the address of a tracker")
    command.add_argument("--address", metavar="URL", help="where the site will be on the web, for citations")
    command.add_argument("--workers", type=count, metavar="N", help="number of processes (default: one per core)")


def _prune(command: argparse.ArgumentParser) -> None:
    output(command)
    command.add_argument(
        "--keep",
        type=count,
        default=10,
        metavar="N",
        help="keep the last N releases, and all of the newest MAJOR version (default: 10)",
    )
    command.add_argument("--preview", action="store_true", help="remove nothing, only show what would be removed")


# By subcommand: its help text, and the function that adds its arguments.
_COMMANDS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "run": ("read the documents and publish a release if anything changed", _run),
    "collect": ("fetch new and changed documents from the sources that are enabled", _collect),
    "serve": ("keep running, collect and publish on a schedule (needs a Prefect server)", _serve),
    "extract": ("show one document and what is found in it", _extract),
    "validate": ("check releases or single tables against the schemas", _validate),
    "verify": ("prove a release: checksums, keys, and every passage against its document", _verify),
    "diff": ("show what changed between two releases, and why", _diff),
    "prune": ("remove old releases; releases.json keeps a record of them", _prune),
    "review": ("list what in a release a person should look at, or decide about it in a browser", _review),
    "site": ("write pages of a release that people can look at in a browser", _site),
}
