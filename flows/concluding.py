"""The end of a run: its report or preview, and the numbers of items for people to review."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flows import reporting
from flows.clock import clock, timed
from flows.faults import behind
from flows.found import ExtractedDocuments
from flows.plan import Plan
from flows.reporting import Report

if TYPE_CHECKING:
    from flows.release import Draft, Outcome
    from schemas.stored import Stored

log = logging.getLogger(__name__)


def draft_of(tables: Mapping[str, Stored], found: ExtractedDocuments, allow_shrink: bool, version: str | None) -> Draft:
    """Return the tables as a draft of the next release, with the measured accuracy of the extraction.

    `allow_shrink` and `version` are as in `Plan`.
    """
    from flows.consolidation import removals
    from flows.consolidation.facts import ACCURACY
    from flows.release import Draft

    gone = removals.removed(found.corrections)
    documents = {document.document_id: document for document in found.documents}

    def removed(earlier: Mapping[str, Stored]) -> bool:
        return removals.still_in(earlier, documents, gone)

    return Draft(tables, {ACCURACY.name: ACCURACY.read_bytes()}, allow_shrink, version, removed)


def preview(tables: Mapping[str, Stored], found: ExtractedDocuments, plan: Plan) -> Report:
    """Return the report of what a run would publish, with what would be new for review in `Report.preview`.

    Raises the same refusals as the run would.
    """
    from flows import release
    from flows.previewing import preview_of

    with clock.get().stage("preview"):
        draft = draft_of(tables, found, plan.allow_shrink, plan.version)
        outcome, old, new = release.preview(draft, plan.output)
        shown = preview_of(old, new)
    if plan.address:
        outcome = replace(outcome, address=f"{plan.address}/v{outcome.version}")
    return replace(_report(found, tables, outcome), preview=shown)


def conclude(
    found: ExtractedDocuments,
    tables: Mapping[str, Stored],
    outcome: Outcome,
    reports: Path,
    pages_fault: str | None,
) -> Report:
    """Return the report of a run, after writing it to the folder `reports`."""
    with behind(outcome.new):
        to_review = review(outcome)  # before the report, which includes the time of this stage
        report = _report(found, tables, outcome)
    report = replace(report, to_review=to_review, pages_fault=pages_fault)
    if path := reporting.write(report, reports):
        log.info("report: %s", path)
    return report


def reported(plan: Plan) -> AbstractContextManager[None]:
    """Write a report of whatever goes wrong within it, except in a preview."""
    return reporting.reported(None if plan.preview else plan.reported_in, f"publish {plan.raw} to {plan.place}")


def _report(found: ExtractedDocuments, tables: Mapping[str, Stored], outcome: Outcome) -> Report:
    return Report(
        outcome=outcome,
        quarantined=dict(counted(tables["quarantine"].table(["reason"])["reason"].to_pylist())),
        rejected=dict(counted(reject.reason for reject in found.rejected_files)),
        skipped=found.skipped,
        effort=found.effort,
        began=clock.get().began,
        seconds=clock.get().seconds,
        stages=dict(clock.get().stages),
        unfulfilled=found.unfulfilled,
    )


@timed
def review(outcome: Outcome) -> dict[str, tuple[int, int]]:
    """Return, by kind, how many items there are to review in a release, and how many of them are new in it.

    Empty, with a warning in the log, if the release cannot be read for that.
    """
    from flows.consolidation import review

    previous = outcome.changes.previous if outcome.published else outcome.version
    before = outcome.folder.with_name(f"v{previous}") if previous else None
    try:
        return review.counted(outcome.folder, before)
    except ValueError as error:  # the run goes on without the numbers
        log.warning("cannot count what there is to review: %s", error)
        return {}


def counted(reasons: Iterable[str]) -> list[tuple[str, int]]:
    """Return each reason with how often it occurs, the most frequent first, then alphabetically."""
    return sorted(Counter(reasons).items(), key=lambda item: (-item[1], item[0]))
