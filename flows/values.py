"""Types of options for argparse: each function converts text, or raises ArgumentTypeError with one line."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from flows.engines import ENGINES
from flows.storing.addresses import is_address, path_or_address


def folder(text: str) -> Path:
    """Return a folder on this machine."""
    if is_address(text):
        raise argparse.ArgumentTypeError(f"{text} is in an object store, where only releases can be: give a folder")
    return Path(text)


def place(text: str) -> Path | str:
    """Return a folder, or the address of a bucket in a known object store."""
    if not text:
        raise argparse.ArgumentTypeError("a place must not be empty")
    has_bucket = is_address(text) and text.partition("://")[2].strip("/")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", text) and not has_bucket:
        raise argparse.ArgumentTypeError(f"{text!r} is neither a folder nor an address such as s3://BUCKET/PREFIX")
    return path_or_address(text)


def count(text: str) -> int:
    """Return a whole number above 0."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def engine(text: str) -> str:
    """Return the name of an engine (see `engines.ENGINES`)."""
    if not ENGINES.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is none of local, dask, dask=tcp://HOST:PORT, dask=tls://HOST:PORT")
    return text


def size(text: str) -> str:
    """Return an amount of memory such as "512MB", unchanged."""
    if not re.fullmatch(r"[1-9]([0-9]{0,8}MB|[0-9]{0,5}GB|[0-9]{0,2}TB)", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 512MB or 4GB, up to 999TB")
    return text


def port(text: str) -> int:
    """Return a port of this machine; 0 means any free port."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: a whole number up to 65535")
    return int(text)


def limit(text: str) -> int:
    """Return the most items to show; 0 means all."""
    return 0 if text in ("0", "all") else count(text)


def kind(text: str) -> str:
    """Return a kind of review item."""
    from flows.consolidation.review import KINDS

    if text not in KINDS:
        raise argparse.ArgumentTypeError(f"{text!r} is no kind; kinds are {', '.join(KINDS)}")
    return text


def release_version(text: str) -> str:
    """Return the version of a release."""
    from flows.release.versions import of_text

    try:
        return str(of_text(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def table(text: str) -> str:
    """Return the name of a table."""
    from schemas.vocabularies import codes

    if text not in (tables := codes("table")):
        raise argparse.ArgumentTypeError(f"{text!r} is not a table; the tables are {', '.join(tables)}")
    return text
