"""Makes entries of `raw/corrections/` from decisions, writes them as YAML, and reads them back as a run does."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from flows.consolidation.corrections import DERIVED, NAMES, addable
from flows.consolidation.kinds import KINDS
from flows.reading.corrections import read_file
from flows.reading.document import Correction
from schemas.tables import TABLES, Column

# The columns of `expect` in an entry about a stakeholder, whose kind has no `value` columns.
_STAKEHOLDER_VALUE = ("role", "relation")
_ACTIONS = ("confirm", "amend", "reject", "add")


class Refused(Exception):
    """A decision that is not accepted: the message for the person, the form field it is about, and the HTTP status."""

    def __init__(self, says: str, column: str | None = None, status: int = 422) -> None:
        super().__init__(says)
        self.says, self.column, self.status = says, column, status


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person filled in.

    - `action`: confirm, amend, reject or add.
    - `who`, `why`: who decided, and the reason.
    - `table`, `row_id`: the row that is decided about; a new row has no id.
    - `cells`: cells of the row by column, as text.
    - `document_id`, `quote`: the document, and the words in it that state the row.
    """

    action: str
    who: str
    why: str
    table: str
    row_id: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    document_id: str = ""
    quote: str = ""


def amendable(table: str) -> tuple[Column, ...]:
    """Return the columns of a table that a person may amend, the `value` columns of its kind first.

    Left out are derived columns, and columns that identify what the row is about, with their words in the document,
    except the day of the report.
    """
    about = KINDS[table].identity
    words = {f"{name}_text" for name in about}
    fixed = {*DERIVED, *NAMES, *about, *words, TABLES[table].key} - {"report_published_on"}
    found = [column for column in TABLES[table].columns if column.name not in fixed]
    return tuple(sorted(found, key=lambda column: column.name not in KINDS[table].value))


def as_text(cell: object) -> str:
    """Return a cell as the text that an entry contains: null is "", True is "true", 24.0 is "24"."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(cell).removesuffix(".0")
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def check_signed(decision: Decision) -> None:
    """Raise `Refused` if the decision does not say who decided, or why."""
    for name, value in (("who", decision.who), ("why", decision.why)):
        if not value.strip():
            raise Refused(f"Say {name}: it is told with what was decided.", name)


def entry_of(decision: Decision, row: Mapping[str, Any] | None, when: str) -> dict[str, object]:
    """Return the entry for a decision. Raises `Refused` if something is missing.

    - `row`: the row as it is now; None for a new row.
    - `when`: the day of the decision.
    """
    if decision.action not in _ACTIONS:
        raise Refused("Choose what to do: accept, reject, amend or add.", status=400)
    check_signed(decision)
    about = {"action": decision.action, "who": decision.who, "when": when, "why": decision.why, "table": decision.table}
    passage = {"document_id": decision.document_id, "quote": decision.quote.strip()}
    if decision.action == "add":
        if not passage["quote"]:
            raise Refused("Give the words of the document that say it.", "quote")
        given = {name: cell for name, cell in decision.cells.items() if cell.strip()}
        if not given:
            raise Refused("Fill in what the words say.", next(column.name for column in addable(decision.table)))
        return {**about, "row": given, "passage": passage}
    if row is None:
        raise Refused("This row is not there (any more): add it, if it is right.", status=409)
    kind = KINDS[decision.table]
    expected = [name for name in kind.value or _STAKEHOLDER_VALUE if row[name] is not None or name in kind.claimed]
    entry: dict[str, object] = {**about, "row_id": decision.row_id, "expect": _cells(row, expected)}
    if decision.action != "amend":
        return entry
    changed = {name: cell.strip() for name, cell in decision.cells.items() if cell.strip() != as_text(row[name])}
    if not changed:
        raise Refused("Nothing is other than before: change a value, or accept the row.", "amend")
    entry |= {"expect": _cells(row, dict.fromkeys((*expected, *changed))), "set": changed}
    return {**entry, "passage": passage} if passage["quote"] else entry


def _cells(row: Mapping[str, Any], names: Any) -> dict[str, str]:
    return {name: as_text(row[name]) for name in names}


def as_yaml(content: object) -> bytes:
    """Return the bytes of a YAML file with this content."""
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110).encode("utf-8", "replace")


def read_back(name: str, content: bytes) -> Correction:
    """Return the correction that a run would read from a file. Raises `Refused` if a run could not read it."""
    with tempfile.TemporaryDirectory(prefix="desk-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        found = read_file(path)
    if found.unfulfilled or len(found.corrections) != 1:
        says = "; ".join(problem.says for problem in found.unfulfilled) or "cannot be read"
        raise Refused(f"A run could not follow this: {says}.")
    return found.corrections[0]
