"""What README.md shows of the code, made from the code: `python -m tests.readme` renews it.

- ```` ```console ````: every line that starts with `$ ` is run, and what it prints follows it, but for the log;
- ```` ```python ```` and ```` ```sql ````: run, and what they print is the ```` ```text ```` block after them;
- `<!-- generated: NAME -->` to `<!-- end -->`: written by the function of that name.

Everything runs in a copy of `raw/` and `output/`, one block after the other.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from flows.consolidation.facts import ACCURACY
from flows.release.readme import TYPES
from schemas.tables import TABLES, Column, Table

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"

_GENERATED = re.compile(r"(?<=<!-- generated: )(\w+)( -->\n).*?(?=<!-- end -->)", re.S)
_RUN = re.compile(
    r"(?<=^```)(console\n.*?)(?=^```$)|(?<=^```)((python|sql)\n(.*?)^```\n\n```text\n).*?(?=^```$)", re.S | re.M
)
_LOGGED = re.compile(r"\d\d:\d\d:\d\d ")
_LONGEST_CELL = 70
_MOST_CODES = 9
_SHOW_SQL = "import sys, duckdb; duckdb.sql(sys.stdin.read()).show()"


def renewed(text: str) -> str:
    """The text with all that it shows as the code gives it."""
    text = _GENERATED.sub(lambda part: part[1] + part[2] + _GENERATORS[part[1]](), text)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("raw", "output", "tests/articles"):
            shutil.copytree(ROOT / name, copy / name)
        (copy / ".venv").symlink_to(sys.prefix)
        return _RUN.sub(lambda block: _console(block[1], copy) if block[1] else block[2] + _program(block, copy), text)


def _console(block: str, folder: Path) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "console\n" + "".join(f"{each}\n{_output(each[2:], folder)}" for each in commands)


def _output(command: str, folder: Path) -> str:
    # `make run` prints the same as the command it runs, and needs Prefect's server to do so.
    command = command.replace("make run", ".venv/bin/inspection-facts run --direct")
    return _printed(["bash", "-c", command], folder)


def _program(block: re.Match[str], folder: Path) -> str:
    command = [sys.executable, "-c", _SHOW_SQL] if block[3] == "sql" else [sys.executable]
    return _printed(command, folder, block[4])


def _printed(command: list[str], folder: Path, given: str = "") -> str:
    plain = {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **plain}, input=given, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    lines = [line.rstrip() for line in (done.stdout + done.stderr).splitlines() if not _LOGGED.match(line)]
    return "\n".join(lines).strip("\n") + "\n" * bool(lines)


def _dictionary() -> str:
    """The tables, their columns, and an example row of each."""
    return "".join(f"{line}\n" for table in TABLES.values() for line in _described(table))


def _described(table: Table) -> Iterator[str]:
    example = _fullest_row(table)
    yield from ("", f"### `{table.name}`", "", table.description, "")
    yield from ("| column | type | example | what it is |", "|---|---|---|---|")
    for column in table.columns:
        may = ", may be empty" if column.nullable else ""
        shown = _cell(example.get(column.name))
        yield f"| `{column.name}` | {TYPES[column.dtype]}{may} | {shown} | {column.description}{_codes(column)} |"
    yield ""


def _fullest_row(table: Table) -> Mapping[str, Any]:
    frame = pd.read_parquet(ROOT / "output" / "latest" / f"{table.name}.parquet")
    if frame.empty:
        return {}
    row = frame.iloc[int(frame.notna().sum(axis=1).to_numpy().argmax())]
    return {str(name): cell for name, cell in row.items() if pd.notna(cell)}


def _codes(column: Column) -> str:
    codes = column.constraints.get("enum", ())
    listed = ", ".join(f"`{code}`" for code in codes)
    if len(codes) > _MOST_CODES:
        return f" One of {len(codes)} codes, listed in `datapackage.json`."
    return f" One of {listed}." if codes else ""


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value).lower() if isinstance(value, bool | np.bool_) else str(value)
    text = " ".join(text.split()).replace("|", r"\|").replace("`", "'")
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"


def _accuracy() -> str:
    """How well the extraction does on the project's own gold articles."""
    measured = json.loads(ACCURACY.read_text(encoding="utf-8"))
    lines = ["", "| table | articles | facts in them | precision | recall | F1 |", "|---|---|--:|--:|--:|--:|"]
    for split in ("tuned", "held-out"):
        for table, figures in measured["tables"].items():
            if figures[split]["gold"]:
                shares = " | ".join(f"{figures[split][name]:.2f}" for name in ("precision", "recall", "f1"))
                lines.append(f"| {table} | {split} | {figures[split]['gold']} | {shares} |")
    return "\n".join([*lines, "", ""])


_GENERATORS = {"dictionary": _dictionary, "accuracy": _accuracy}


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
