"""Arguments that several subcommands take; each function adds some to the parser of a subcommand."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.engines import LOCAL
from flows.values import engine, folder, place

OR_ADDRESS = ", or its address such as s3://BUCKET/PREFIX/latest"


def sources(command: argparse.ArgumentParser) -> None:
    """Add the folder of sources, and the address at which owners of sites can reach whoever collects."""
    command.add_argument(
        "--sources", type=Path, metavar="DIR", help="folder of sources (default: sources/ in the folder of documents)"
    )
    command.add_argument(
        "--contact",
        metavar="ADDRESS",
        help="web or mail address that owners of sites can write to: needed as soon as a source is enabled",
    )


def publish_anyway(command: argparse.ArgumentParser) -> None:
    """Add the switch to publish without corrections that cannot be applied."""
    command.add_argument(
        "--publish-anyway",
        action="store_true",
        help="publish without corrections that cannot be applied; a removal that cannot be carried out always stops",
    )


def newest(command: argparse.ArgumentParser) -> None:
    """Add the release to read, by default the newest one in `output`."""
    command.add_argument(
        "release",
        type=place,
        nargs="?",
        default=Path("output/latest"),
        metavar="RELEASE",
        help=f"release folder{OR_ADDRESS} (default: output/latest)",
    )


def output(command: argparse.ArgumentParser) -> None:
    """Add the place of releases: a folder, or an address in an object store."""
    command.add_argument(
        "--output",
        type=place,
        default=Path("output"),
        metavar="DIR|ADDRESS",
        help="folder of releases, or an address such as s3://BUCKET/PREFIX (default: output)",
    )


def raw(command: argparse.ArgumentParser, what: str) -> None:
    """Add the folder of documents; `what` is its help text."""
    command.add_argument("--raw", type=folder, default=Path("raw"), metavar="DIR", help=f"{what} (default: raw)")


def direct(command: argparse.ArgumentParser) -> None:
    """Add the switch to run without Prefect."""
    command.add_argument("--direct", action="store_true", help="run the same steps in this process, without Prefect")


def folders(command: argparse.ArgumentParser) -> None:
    """Add everything that a run reads and writes, and its engine."""
    raw(command, "folder of documents")
    output(command)
    store(command, "cache of extracted documents")
    report(command)
    command.add_argument(
        "--engine",
        type=engine,
        default=LOCAL,
        metavar="ENGINE",
        help="where documents are read: local, dask (a cluster of this machine) or dask=tcp://HOST:PORT (that of a "
        "scheduler) (default: local)",
    )
    command.add_argument(
        "--site", type=folder, metavar="DIR", help="also write the pages of the release into this folder"
    )


def store(command: argparse.ArgumentParser, what: str) -> None:
    """Add the folder of the store (a cache); `what` says what it keeps."""
    where = "a folder of this project in ~/.cache/inspection-facts"
    command.add_argument("--store", type=folder, metavar="DIR", help=f"{what} (default: {where})")


def report(command: argparse.ArgumentParser) -> None:
    """Add the folder of reports."""
    command.add_argument(
        "--report", type=folder, metavar="DIR", help="folder for reports of runs (default: runs/ in the cache)"
    )
