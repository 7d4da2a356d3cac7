"""What the builders hand over: pages to be rendered by a template, and files that are written as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `place` is its folder below the site, `""` the first page; `template` a file of `templates/`.

    `trail` are the pages above it, as title and place; `files` what else there is at its address, by name.
    """

    place: str
    template: str
    title: str
    model: object
    trail: tuple[tuple[str, str], ...] = ()
    description: str = ""
    files: Mapping[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What whoever publishes the site says: `notice` stands on every page, `contact` is where errors are reported.

    `full_text`: `open` shows whole documents whose licence allows it, `all` every one, `none` only passages.
    `address` is where the first page will be on the web; without it, citations name the file of a row instead.
    """

    notice: str | None = None
    contact: str | None = None
    full_text: str = "open"
    address: str | None = None


def numbered(place: str, number: int) -> str:
    """The folder of one of several pages of the same: the first is at the place itself."""
    return place if number == 1 else f"{place}page-{number}/"
