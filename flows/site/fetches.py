"""What the log of fetches says of each source, as far as there is one beside the documents."""

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
    """One source. `first` is the day of its first visit, `news` of the last one that found any news; `documents` are
    those of all visits, the other numbers what became of addresses in that one. By the log alone: when this machine
    last looked would make other pages of the same release."""

    source: str
    first: str
    news: str
    documents: int
    new: int
    changed: int
    failed: int


def fetches(raw: Path | None) -> tuple[Fetched, ...]:
    """The sources in the log, by name; none without a log, or where it is broken, which collecting complains of."""
    if raw is None or not (raw / FOLDER).is_dir():
        return ()
    from flows.collecting import source_records  # with what asks other machines, which no page needs

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
