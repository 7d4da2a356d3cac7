"""The cards of judges, as Markdown: what the judges learned from, and how well they do. `publish` writes them."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from flows.extraction.linking.judges import Judge
from tests.gold.reliability import Bin, write
from tests.gold.saving import save_judge

# The kinds of documents that cards tell apart; all others are sets.
APART, RETOLD, SETS = ("articles", "joined", "layouts", "people", "phrases", "promised"), "retold", "other sets"
# A document with its labels and scores, in whatever form a training keeps them.
Each = TypeVar("Each")


def as_table(headers: Sequence[str], rows: Iterable[Sequence[str]], left: Container[int] = ()) -> str:
    """Return a Markdown table. Columns are aligned to the right, but for those whose numbers are in `left`."""
    lines = [_line(headers), f"|{'|'.join('---' if at in left else '--:' for at in range(len(headers)))}|"]
    return "\n".join([*lines, *map(_line, rows)]) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def at_thresholds(
    thresholds: Iterable[float], headers: Sequence[str], cells: Callable[[float], Iterable[int | float]]
) -> str:
    """Return a table with a row for each threshold. `cells`: the counts and shares of a row."""
    rows = ((f"{threshold:.2f}", *map(_cell, cells(threshold))) for threshold in thresholds)
    return as_table(("threshold", *headers), rows)


def _cell(value: int | float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def reliability_table(bins: Sequence[Bin], cases: str) -> str:
    """Return the table of a reliability curve; `cases` says what is counted."""
    rows = []
    for each in bins:
        share, (low, high) = each["share"], each["share_95"]
        between = f"{each['from']:.2f} to {each['to']:.2f}"
        rows.append((between, str(each["cases"]), f"{share:.3f}", f"{low:.3f} to {high:.3f}"))
    return as_table(("probability", cases, "right", "95 % interval"), rows, left=(0, 3))


def by_kind(documents: Iterable[Each], kind_of: Callable[[Each], str]) -> dict[str, list[Each]]:
    """Return the documents by their kind, kinds in the order of their first document; all sets but `RETOLD` are one."""
    kinds: dict[str, list[Each]] = defaultdict(list)
    for each in documents:
        kind = kind_of(each)
        kinds[kind if kind in (*APART, RETOLD) else SETS].append(each)
    return kinds


def sets_of(kinds: Mapping[str, Sequence[Each]]) -> list[Each]:
    """Return the documents of all sets."""
    return [each for kind in (RETOLD, SETS) for each in kinds.get(kind, ())]


def kinds_of(kinds: Mapping[str, Sequence[object]]) -> str:
    """Say how many documents of each kind there are ("812 of articles, 934 of retold")."""
    return ", ".join(f"{len(of_kind)} of {kind}" for kind, of_kind in kinds.items())


def card(
    about: str,
    kinds: Mapping[str, Sequence[Each]],
    table_of: Callable[[Sequence[Each]], str],
    bins: Sequence[Bin],
    cases: str,
) -> str:
    """Return a card: `about`, the table of each kind of document, and whether probabilities hold."""
    for kind, of_kind in kinds.items():
        about += f"\n## {kind.capitalize()}\n\n{table_of(of_kind)}"
    return f"{about}\n## Whether probabilities hold\n\n{reliability_table(bins, cases)}"


def publish(judges: Mapping[str, Judge], bins: Sequence[Bin], card: str, folder: Path) -> None:
    """Write judges, their reliability curve and their card into a folder, and print the card."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, judge in judges.items():
        save_judge(judge, folder / f"{name}.json")
    write(bins, folder)
    (folder / "README.md").write_text(card, encoding="utf-8", newline="\n")
    sys.stdout.write(card)
