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
    """One source. `first` and `last` are the days of its first and last visit, `whole` of the last one that went
    through all of it; `documents` are those of all visits, the other numbers what became of addresses in the last."""

    source: str
    first: str
    last: str
    whole: str
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
            _day(each.last_visit),
            _day(each.last_whole_visit),
            each.documents,
            each.new,
            each.changed,
            each.failed + each.gone,
        )
        for each in records
    )


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d}" if at else ""
