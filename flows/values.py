"""What the values of options are: each function takes what was typed, and says in one line what is wrong with it."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from flows.engines import ENGINES
from flows.storing.addresses import is_address


def folder(text: str) -> Path:
    """A folder of this machine."""
    if is_address(text):
        raise argparse.ArgumentTypeError(f"{text} is in an object store, where only releases can be: give a folder")
    return Path(text)


def count(text: str) -> int:
    """A whole number above 0."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def engine(text: str) -> str:
    """Where documents are read."""
    if not ENGINES.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is none of local, dask, dask=tcp://HOST:PORT, dask=tls://HOST:PORT")
    return text


def size(text: str) -> str:
    """An amount of memory."""
    if not re.fullmatch(r"[1-9][0-9]*(MB|GB|TB)", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 512MB or 4GB")
    return text


def port(text: str) -> int:
    """A port of this machine; 0 for any that is free."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: a whole number up to 65535")
    return int(text)


def limit(text: str) -> int:
    """How many; 0 for all."""
    return 0 if text in ("0", "all") else count(text)


def kind(text: str) -> str:
    """A kind of what is for review."""
    from flows.consolidation.review import KINDS

    if text not in KINDS:
        raise argparse.ArgumentTypeError(f"{text!r} is no kind; kinds are {', '.join(KINDS)}")
    return text


def release_version(text: str) -> str:
    """The version of a release."""
    from flows.release.versions import of_text

    try:
        return str(of_text(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def table(text: str) -> str:
    """The name of a table."""
    from schemas.vocabularies import codes

    if text not in (tables := codes("table")):
        raise argparse.ArgumentTypeError(f"{text!r} is not a table; the tables are {', '.join(tables)}")
    return text
