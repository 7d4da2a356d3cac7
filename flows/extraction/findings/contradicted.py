"""Cells of one table that contradict each other: the more plausible stands, and what it stands against is inferred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import replace

from flows.extraction.findings.finding import Finding

# Consolidation lets claims by such rules stand behind all that are said outright.
INFERRED = "-context"


def less_plausible_last(findings: list[Finding]) -> list[Finding]:
    """The findings, of which those are inferred that a more plausible cell of their table contradicts.

    A cell contradicts another that has a different grade of a body in the same area at the same time.
    """
    alike: dict[Hashable, list[Finding]] = defaultdict(list)
    for finding in findings:
        if (table := finding.grade.sentence.block.table) is not None:
            when = (finding.grade.historic, finding.year, finding.day)
            alike[id(table), finding.group.bodies, _area(finding), when].append(finding)
    weaker: set[int] = set()
    for group in alike.values():
        best = max(group, key=lambda finding: finding.plausible)
        weaker |= {
            id(each) for each in group if each.grade.grade != best.grade.grade and each.plausible < best.plausible
        }
    return [replace(each, rule=each.rule + INFERRED) if id(each) in weaker else each for each in findings]


def _area(finding: Finding) -> str:
    return finding.area.words or "" if finding.area.code == "other" else finding.area.code
