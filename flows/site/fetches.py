"""What the log of fetches tells about each source, if there is a log in the folder of documents.

Pages leave out the day of the last visit: it depends on the machine, and they only on the release and its documents.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from flows.refusals import CannotRun

if TYPE_CHECKING:
    from flows.collecting import SourceRecord

FOLDER = "fetches"
log = logging.getLogger(__name__)


def fetches(raw: Path | None) -> tuple[SourceRecord, ...]:
    """Return the sources in the log, by name; none if there is no log, or if it is broken, which is only logged."""
    if raw is None or not (raw / FOLDER).is_dir():
        return ()
    from flows.collecting import source_records  # imports an HTTP client, so only if there is a log

    try:
        return source_records(raw)
    except CannotRun as error:
        log.warning("the pages tell nothing of visits of sources: %s", error)
        return ()
