"""The picture of README.md: the newest release's ratings, each with its passage. `python -m tests.picture` draws it.

An SVG of plain text, light or dark as its reader's screen is; the same release gives the same bytes. It stands in
`.github/`, with what else only presents the repository: nothing may be added to a release under `output/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd

from schemas.vocabularies import rows

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / ".github" / "ratings.svg"

# Paper and ink of each grade; each pair is easy to read, and the word stands on it for those who see no colours.
_COLOURS = {
    "outstanding": ("#1b7f4b", "#ffffff"),
    "good": ("#8fd19e", "#1f2328"),
    "adequate": ("#f3d972", "#1f2328"),
    "requires improvement": ("#f2a35e", "#1f2328"),
    "inadequate": ("#b3261e", "#ffffff"),
}
_MOST_ROWS = 12
_LONGEST_QUOTE = 62
_ROW, _HEAD, _FOOT = 38, 44, 46


def drawn(release: Path) -> str:
    """The picture of a release: its current ratings by area and report, the best first."""
    ratings = pd.read_parquet(release / "ratings.parquet")
    current = ratings[ratings["current"]].sort_values(["area", "report_published_on", "grade_rank", "body"])
    groups = list(_placed(current.head(_MOST_ROWS).to_dict("records")))
    shown = "" if len(current) <= _MOST_ROWS else f"the first {_MOST_ROWS} of {len(current):,} current ratings; "
    version = pd.read_json(release / "datapackage.json", typ="series")["version"]
    return _template().render(
        title=f"Ratings in version {version} of Inspection Facts",
        grades=[{"name": _style(name), "paper": paper, "ink": ink} for name, (paper, ink) in _COLOURS.items()],
        groups=groups,
        height=groups[-1]["rows"][-1]["y"] + _FOOT,
        foot=f"Inspection Facts {version}: {shown}each grade with the words of the document that state it.",
    )


def _placed(ratings: list[dict[Any, Any]]) -> Iterator[dict[str, Any]]:
    """Ratings of one area and report together, with the height at which each line stands."""
    titles = {row["area"]: row["title"] for row in rows("areas")}
    y = 0
    for (area, day, inspectorate), group in groupby(ratings, key=_report):
        y += _HEAD
        head = {"y": y, "head": f"{titles[area]}: {inspectorate}, report of {day}"}
        lines = []
        for row in group:
            y += _ROW
            line = {"y": y, "body": row["body"], "grade": row["grade"], "style": _style(row["grade"])}
            lines.append({**line, "quote": f"“{_short(row['quote'])}”"})
        yield {**head, "rows": lines}


def _report(row: dict[Any, Any]) -> tuple[str, str, str]:
    return row["area"], row["report_published_on"], row["inspectorate"]


def _short(quote: str) -> str:
    """A passage in one line: of a long one the beginning and the end, where the grade often stands."""
    text = " ".join(quote.split())
    if len(text) <= _LONGEST_QUOTE:
        return text
    half = _LONGEST_QUOTE // 2
    return f"{text[:half].rpartition(' ')[0]} … {text[-half:].partition(' ')[2]}"


def _style(grade: str) -> str:
    return grade.replace(" ", "-")


def _template() -> jinja2.Template:
    source = Path(__file__).with_suffix(".svg.j2").read_text(encoding="utf-8")
    return jinja2.Environment(autoescape=True, keep_trailing_newline=True).from_string(source)


if __name__ == "__main__":
    PICTURE.write_text(drawn(ROOT / "output" / "latest"), encoding="utf-8", newline="\n")
