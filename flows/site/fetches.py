"""What the log of fetches tells of each source, if there is a log in the folder of documents."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.refusals import CannotRun

FOLDER = "fetches"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A source of documents, as the log of fetches describes it.

    - `first`: the day of the first visit; `news`: the day of the last visit that found anything new.
    - `documents`: how many documents all visits found.
    - `new`, `changed`, `failed`: how many addresses had this outcome at the visit `news`; `failed` includes gone pages.

    There is no day of the last visit: it depends on the machine, and pages must depend only on release and documents.
    """

    source: str
    first: str
    news: str
    documents: int
    new: int
    changed: int
    failed: int


def fetches(raw: Path | None) -> tuple[Fetched, ...]:
    """Return the sources in the log, by name; none if there is no log, or if it is broken, which is only logged."""
    if raw is None or not (raw / FOLDER).is_dir():
        return ()
    from flows.collecting import source_records  # imports an HTTP client, so only if there is a log

    try:
        records = source_records(raw)
    except CannotRun as error:
        log.warning("the pages tell nothing of visits of sources: %s", error)
        return ()
    return tuple(
        Fetched(
            each.source,
            _day(each.first_visit),
            _day(each.last_news),
            each.documents,
            each.new,
            each.changed,
            each.failed + each.gone,
        )
        for each in records
    )


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d}" if at else ""
