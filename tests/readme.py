"""What the README files show, made by running it: `python -m tests.readme` renews them.

- ```` ```console ````: every line that starts with `$ ` is run, and what it prints follows it, but for the log;
- ```` ```python ```` and ```` ```sql ````: run, and what they print is the ```` ```text ```` block after them;
- `<!-- file: PATH -->` before a block: the block is saved there, for the commands after it;
- `<!-- generated: NAME -->` to `<!-- end -->`: written by the function of that name.

Everything on a page runs in one copy of `raw/` and `output/`, from top to bottom.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

from flows.cli import DONE, main
from flows.consolidation.facts import ACCURACY

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / name for name in ("README.md", "flows/README.md", "schemas/README.md", "tests/gold/README.md")]

_GENERATED = re.compile(r"(?<=<!-- generated: )([\w ]+)( -->\n).*?(?=<!-- end -->)", re.S)
_RUN = re.compile(
    r"(?<=<!-- file: )(?P<file>\S+) -->\n+```\w+\n(?P<content>.*?)(?=^```$)"
    r"|(?<=^```)console\n(?P<console>.*?)(?=^```$)"
    r"|(?<=^```)(?P<program>(?P<language>python|sql)\n(?P<source>.*?)^```\n\n```text\n).*?(?=^```$)",
    re.S | re.M,
)
_LOGGED = re.compile(r"\d\d:\d\d:\d\d ")
# Run in this process, which has imported everything once.
_OURS = re.compile(r"inspection-facts (?P<arguments>[^|;&<>$'\"]*)(?:\|(?P<filter>.*))?")
_PLAIN = {"COLUMNS": "100", "NO_COLOR": "1"}
_SHOW_SQL = "import sys, duckdb; duckdb.sql(sys.stdin.read()).show()"


def renewed(text: str) -> str:
    """The text with all that it shows as the code gives it."""
    text = _GENERATED.sub(lambda part: part[1] + part[2] + _GENERATORS[part[1]](), text)
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, _PLAIN):
        copy = Path(folder)
        for name in ("raw", "output", "tests/articles"):
            shutil.copytree(ROOT / name, copy / name)
        (copy / ".venv").symlink_to(sys.prefix)
        return _RUN.sub(lambda block: _done(block, copy), text)


def _done(block: re.Match[str], folder: Path) -> str:
    """A block with what it shows: a file is saved, commands and programs are run."""
    if block["file"]:
        (folder / block["file"]).write_text(block["content"], encoding="utf-8")
        return block[0]
    if block["language"]:
        return block["program"] + _program(block["language"], block["source"], folder)
    commands = [line for line in block["console"].splitlines() if line.startswith("$ ")]
    return "console\n" + "".join(f"{each}\n{_output(each[2:], folder)}" for each in commands)


def _output(command: str, folder: Path) -> str:
    # With Prefect a run prints the same, and takes a server to do so.
    command = re.sub(r"make run|inspection-facts run(?! --direct)", "inspection-facts run --direct", command)
    if not (ours := _OURS.fullmatch(command)):
        return _printed(["bash", "-c", command], folder)
    with chdir(folder), redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        try:
            code: object = main(ours["arguments"].split())
        except SystemExit as end:  # so it ends after --help
            code = end.code
    assert code == DONE, f"{command}: {err.getvalue()}"
    if ours["filter"]:
        return _printed(["bash", "-c", ours["filter"]], folder, out.getvalue()) + _shown(err.getvalue())
    return _shown(out.getvalue() + err.getvalue())


def _program(language: str, source: str, folder: Path) -> str:
    command = [sys.executable, "-c", _SHOW_SQL] if language == "sql" else [sys.executable]
    return _printed(command, folder, source)


def _printed(command: list[str], folder: Path, given: str = "") -> str:
    path = f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    plain = {**_PLAIN, "PYTHONIOENCODING": "utf-8", "PATH": path}
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **plain}, input=given, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return _shown(done.stdout + done.stderr)


def _shown(printed: str) -> str:
    lines = [line.rstrip() for line in printed.splitlines() if not _LOGGED.match(line)]
    return "\n".join(lines).strip("\n") + "\n" * bool(lines)


def _accuracy() -> str:
    """How well the extraction does on the project's own gold articles."""
    lines = ["", "| table | articles | facts in them | precision | recall | F1 |", "|---|---|--:|--:|--:|--:|"]
    for split in ("tuned", "held-out"):
        for table, figures in _measured().items():
            if figures[split]["gold"]:
                shares = " | ".join(f"{figures[split][name]:.2f}" for name in ("precision", "recall", "f1"))
                lines.append(f"| {table} | {split} | {figures[split]['gold']} | {shares} |")
    return "\n".join([*lines, "", ""])


def _accuracy_in_short() -> str:
    """The same of articles that nothing was learned from, in words."""
    tables = {table: splits["held-out"] for table, splits in _measured().items()}
    parts = [f"{right} and {found} of 100 {table}" for table, right, found in _shares(tables)]
    dated = _of_100(_measured("attributes")["ratings"]["held-out"]["report_published_on"]["share"])
    how = "A rating counts as right by its body, area and grade"
    dates = f"of right ones, {dated} of 100 have the right report date"
    return f"{', '.join(parts[:-1])} and {parts[-1]}.\n{how}; {dates}.\n"


def _accuracy_on_retold_pages() -> str:
    """The same of retold pages."""
    retold = _measured("retold")
    parts = [f"{right} and {found} of 100 {table}" for table, right, found in _shares(retold["tables"])]
    counts = ", ".join(f"{figures['gold']:,} {table}" for table, figures in retold["tables"].items())
    return f"{', '.join(parts[:-1])} and {parts[-1]}\n({retold['documents']} documents with {counts}).\n"


def _shares(tables: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Of each table: how many of 100 facts are right that were found, and how many are found."""
    return [(table, _of_100(each["precision"]), _of_100(each["recall"])) for table, each in tables.items()]


def _of_100(share: float) -> int:
    """A share in whole per cent, 100 only where it is all."""
    return 100 if share == 1 else min(99, round(100 * share))


def _measured(part: str = "tables") -> dict[str, Any]:
    measured: dict[str, Any] = json.loads(ACCURACY.read_text(encoding="utf-8"))[part]
    return measured


_GENERATORS = {"accuracy": _accuracy, "accuracy in short": _accuracy_in_short, "retold": _accuracy_on_retold_pages}


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
