"""What only the next visit to a source needs, and only on this machine: a file for each source in the project's store.

    STORE/visits/SOURCE.json    when it was last gone through, when each page was last asked for, and what to ask with

It counts as long as the source is what it was, and the log says of it what it said then: who takes raw/ back to an
older state, or collects into it from elsewhere, loses nothing. Without it what is known is asked for once more.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.collecting.fetching import Validators
from flows.collecting.log import Known, State
from flows.collecting.sources import Source

_FOLDER = "visits"
log = logging.getLogger(__name__)


class Visits:
    """The files of the last visits under a folder; one that cannot be read or written is done without."""

    def __init__(self, store: Path) -> None:
        self._folder = store / _FOLDER

    def recall(self, source: Source, state: State) -> None:
        """Take up in a state what is remembered of a source."""
        history = state.sources.get(source.name)
        try:
            content = json.loads(self._path(source).read_text("ascii"))
            if history is None or content["of"] != _of(source, state):
                return
            done_at = _moment(content["done_at"])
            places = {place: Validators(**said) for place, said in content["places"].items()}
            pages = [(state.pages[key], _known(state.pages[key], said)) for key, said in content["pages"].items()]
            modified = dict(content["modified"])
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            log.info("%s: the last visit is not remembered: %s", source.name, type(error).__name__)
            return
        history.done_at, history.places = done_at, places
        for page, said in pages:
            # Another source may have brought the version that stands, or one that was taken back.
            is_later = said.checked_at and (page.checked_at is None or page.checked_at <= said.checked_at)
            if is_later and said.document == page.document:
                page.checked_at, page.sha256, page.validators = said.checked_at, said.sha256, said.validators
        state.modified.update(modified)

    def remember(self, source: Source, state: State) -> None:
        """Write what a state says of a source, whole or not at all."""
        history = state.sources[source.name]
        pages = {key: page for key, page in state.pages.items() if page.source == source.name}
        content = {
            "of": _of(source, state),
            "done_at": history.done_at.isoformat() if history.done_at else None,
            "places": {place: asdict(said) for place, said in history.places.items()},
            "pages": {key: _said(page) for key, page in pages.items()},
            "modified": {key: said for key, said in state.modified.items() if state.aliases.get(key) in pages},
        }
        path = self._path(source)
        unfinished = path.with_suffix(".unfinished")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(content), "ascii")
            unfinished.replace(path)
        except OSError as error:
            log.warning("%s: this visit is not remembered: %s", source.name, error.strerror)

    def _path(self, source: Source) -> Path:
        return self._folder / f"{source.name}.json"


def _of(source: Source, state: State) -> str:
    """What tells whether a memory still counts: the source as its file gives it, and all lines of the log about it."""
    return hashlib.sha256(f"{source!r}{state.sources[source.name].digest}".encode()).hexdigest()


def _said(page: Known) -> dict[str, Any]:
    """What is remembered of a page."""
    return {
        "document": page.document,
        "checked_at": page.checked_at.isoformat() if page.checked_at else None,
        "sha256": page.sha256,
        "validators": asdict(page.validators) if page.validators else None,
    }


def _known(page: Known, said: dict[str, Any]) -> Known:
    """A page as it is remembered."""
    validators = Validators(**said["validators"]) if said["validators"] else None
    return Known(page.page, page.source, said["document"], said["sha256"], validators, _moment(said["checked_at"]))


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
