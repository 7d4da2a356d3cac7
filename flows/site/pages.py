"""Pages to be rendered by a template, and the settings of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered.

    - `place`: the folder of the page inside the site, such as `bodies/`; "" for the first page.
    - `template`: the name of a file in `templates/`; `model`: what the template shows.
    - `trail`: the pages above it, as (title, place).
    - `description`: a sentence for search engines.
    - `files`: contents of further files in the folder of the page, by name.
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
    """The settings of a site.

    - `notice`: a text for every page.
    - `contact`: where readers can report errors.
    - `full_text`: "open" shows whole documents if their licence allows that, "all" all documents, "none" only passages.
    - `address`: the web address of the first page; without it, citations name the file of a row instead of its page.
    """

    notice: str | None = None
    contact: str | None = None
    full_text: str = "open"
    address: str | None = None


def numbered(place: str, number: int) -> str:
    """Return the folder of the page with a number, from 1, of several pages: `place` for the first page."""
    return place if number == 1 else f"{place}page-{number}/"
