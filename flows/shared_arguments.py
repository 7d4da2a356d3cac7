"""Arguments that several subcommands take."""

from __future__ import annotations

import argparse
from pathlib import Path

from flows.engines import LOCAL
from flows.storing.addresses import path_or_address
from flows.values import engine, folder

OR_ADDRESS = ", or its address such as s3://BUCKET/PREFIX/latest"


def sources(command: argparse.ArgumentParser) -> None:
    """Where sources are, and whom owners of sites can write to."""
    command.add_argument(
        "--sources", type=Path, metavar="DIR", help="folder of sources (default: sources/ in the folder of documents)"
    )
    command.add_argument(
        "--contact",
        metavar="ADDRESS",
        help="web or mail address that owners of sites can write to: needed as soon as a source is enabled",
    )


def publish_anyway(command: argparse.ArgumentParser) -> None:
    """Whether to go on without corrections that do not fit."""
    command.add_argument(
        "--publish-anyway",
        action="store_true",
        help="publish without corrections that cannot be applied; a removal that cannot be carried out always stops",
    )


def newest(command: argparse.ArgumentParser) -> None:
    """The release that is read: the newest one unless another is named."""
    command.add_argument(
        "release",
        type=path_or_address,
        nargs="?",
        default=Path("output/latest"),
        metavar="RELEASE",
        help=f"release folder{OR_ADDRESS} (default: output/latest)",
    )


def output(command: argparse.ArgumentParser) -> None:
    """Where releases are."""
    command.add_argument(
        "--output",
        type=path_or_address,
        default=Path("output"),
        metavar="DIR|ADDRESS",
        help="folder of releases, or an address such as s3://BUCKET/PREFIX (default: output)",
    )


def raw(command: argparse.ArgumentParser, what: str) -> None:
    """The folder of documents; `what` says what they are for."""
    command.add_argument("--raw", type=folder, default=Path("raw"), metavar="DIR", help=f"{what} (default: raw)")


def direct(command: argparse.ArgumentParser) -> None:
    """Whether to do without Prefect."""
    command.add_argument("--direct", action="store_true", help="run the same steps in this process, without Prefect")


def folders(command: argparse.ArgumentParser) -> None:
    """What a run reads and writes."""
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
    """The cache of a run; `what` says what it keeps."""
    where = "a folder of this project in ~/.cache/inspection-facts"
    command.add_argument("--store", type=folder, metavar="DIR", help=f"{what} (default: {where})")


def report(command: argparse.ArgumentParser) -> None:
    """Where reports go."""
    command.add_argument(
        "--report", type=folder, metavar="DIR", help="folder for reports of runs (default: runs/ in the cache)"
    )
