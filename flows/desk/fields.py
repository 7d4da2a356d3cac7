"""Fields of the desk's forms, made from columns of tables, with the codes that a person can choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flows.desk.entries import as_text
from flows.site import words
from schemas import vocabularies
from schemas.tables import Column

_FLAG = (("true", "Yes"), ("false", "No"))
# The columns with ids of bodies.
_BODY_COLUMNS = ("body_id", "organisation_id")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form, for one column of a table.

    - `name`: the column; `title`, `description`: its words for people.
    - `value`: the cell as text (see `entries.as_text`).
    - `needed`: whether the field must be filled in.
    - `choices`: pairs of code and title; empty for free text. `several`: more than one code may be chosen.
    - `listed`: the name of the list of suggestions for the field ("bodies" or "programmes"), or empty.
    - `numeric`: whether the value is a number.
    """

    name: str
    title: str
    description: str
    value: str
    needed: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    several: bool = False
    listed: str = ""
    numeric: bool = False

    @property
    def chosen(self) -> frozenset[str]:
        """The codes in the value of a field with `several`."""
        return frozenset(self.value.split(vocabularies.SEPARATOR)) - {""}


def fields_of(columns: Iterable[Column], row: Mapping[str, Any], given: Mapping[str, str]) -> tuple[Field, ...]:
    """Return a field for each column, filled with the text in `given` if the column is there, else from the row."""
    return tuple(_field(column, given.get(column.name, as_text(row.get(column.name)))) for column in columns)


def _field(column: Column, value: str) -> Field:
    choices: tuple[tuple[str, str], ...] = _FLAG if column.dtype == "boolean" else ()
    if column.vocabulary:
        choices = tuple((code, words.title(column.vocabulary, code)) for code in vocabularies.codes(column.vocabulary))
    return Field(
        name=column.name,
        title=column.title,
        description=column.description,
        value=value,
        needed=not column.nullable and column.dtype != "boolean",
        choices=choices,
        several=bool(column.vocabulary) and "pattern" in column.constraints,
        listed="bodies" if column.name in _BODY_COLUMNS else "programmes" if column.name == "programme" else "",
        numeric=column.dtype in ("Int64", "Float64"),
    )


def suggestions() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the lists of suggestions by name (`Field.listed`): pairs of identifier and name."""
    return {
        "bodies": tuple((each.body_id, each.name) for each in vocabularies.bodies().values()),
        "programmes": tuple((each.programme, each.title) for each in vocabularies.programmes()),
    }
