"""Remember, on this machine only, what the next visit to a source needs: one file for each source in the store.

    STORE/visits/SOURCE.json    when the last visit ended, when each page was last requested, and all validators

A file is used only if the source's definition and the lines of the log about the source are the same as when it was
written. So nothing goes wrong if raw/ is set back to an older state or another machine collects into it. Without the
file, known pages are requested once more.
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
    """The files of the last visits. A file that cannot be read or written is done without; only the log tells."""

    def __init__(self, store: Path) -> None:
        self._folder = store / _FOLDER

    def recall(self, source: Source, state: State) -> None:
        """Load what is remembered of a source into the state."""
        history = state.sources.get(source.name)
        try:
            content = json.loads(self._path(source).read_text("ascii"))
            if history is None or content["of"] != _fingerprint(source, state):
                return
            done_at = _time(content["done_at"])
            places = {place: Validators(**saved) for place, saved in content["places"].items()}
            pages = [(state.pages[key], _from_json(state.pages[key], saved)) for key, saved in content["pages"].items()]
            modified = dict(content["modified"])
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            log.info("%s: the last visit is not remembered: %s", source.name, type(error).__name__)
            return
        history.done_at, history.places = done_at, places
        for page, saved in pages:
            # The remembered page may be outdated: another source may have checked it since or brought another version.
            is_later = saved.checked_at and (page.checked_at is None or page.checked_at <= saved.checked_at)
            if is_later and saved.document == page.document:
                page.checked_at, page.sha256, page.validators = saved.checked_at, saved.sha256, saved.validators
        state.modified.update(modified)

    def remember(self, source: Source, state: State) -> None:
        """Write what the state knows of a source, whole or not at all."""
        history = state.sources[source.name]
        pages = {key: page for key, page in state.pages.items() if page.source == source.name}
        content = {
            "of": _fingerprint(source, state),
            "done_at": history.done_at.isoformat() if history.done_at else None,
            "places": {place: asdict(saved) for place, saved in history.places.items()},
            "pages": {key: _to_json(page) for key, page in pages.items()},
            "modified": {key: saved for key, saved in state.modified.items() if state.aliases.get(key) in pages},
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


def _fingerprint(source: Source, state: State) -> str:
    """Return a checksum of the source's definition and of all lines of the log about it."""
    return hashlib.sha256(f"{source!r}{state.sources[source.name].digest}".encode()).hexdigest()


def _to_json(page: Known) -> dict[str, Any]:
    """Return what is remembered of a page, as JSON has it."""
    return {
        "document": page.document,
        "checked_at": page.checked_at.isoformat() if page.checked_at else None,
        "sha256": page.sha256,
        "validators": asdict(page.validators) if page.validators else None,
    }


def _from_json(page: Known, saved: dict[str, Any]) -> Known:
    """Return a page with what is remembered of it."""
    validators = Validators(**saved["validators"]) if saved["validators"] else None
    return Known(page.page, page.source, saved["document"], saved["sha256"], validators, _time(saved["checked_at"]))


def _time(saved: str | None) -> datetime | None:
    return datetime.fromisoformat(saved) if saved else None
