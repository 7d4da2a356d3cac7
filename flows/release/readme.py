"""`README.md` of a release: what is in the folder, how to read it, and what each column is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flows.release.descriptors import DATABASE, DESCRIPTION, LICENCE_TITLE, LICENCE_URL, RIGHTS, TITLE
from schemas.tables import FACTS, TABLES, Column
from schemas.vocabularies import meanings

# What is before this heading differs from release to release; what follows does not.
_START_OF_LASTING_PART = "\n## How to read the tables\n"
*_MOST, _LAST = (f"`{table.name}.csv`" for table in FACTS)
_GUIDE = f"""
[Licence](#licence) · [Is this what was published?](#is-this-what-was-published) · [The columns](#the-columns):
{", ".join(f"[{name}](#{name})" for name in TABLES)} · [The codes](#the-codes)

- Begin with {", ".join(_MOST)} or {_LAST}: each row is one fact, with the passage that states
  it (`quote`) and the document it is from (`document_id`, a row of `documents.csv`). All passages are in
  `evidence.csv`.
- An empty cell means that no document says so. That a body has no grade in an area does not mean that it was not
  inspected: `coverage.csv` tells for each body, area and year whether a grade is known, whether documents name the body
  without one, or whether there is no document at all.
- A grade is what was said at the time. For the newest of each body and area take the rows where `current` is true; it
  may still be ten years old, so look at `report_published_on` too. Where documents contradict each other `conflicting`
  is true.
- Dates are as exact as the document: `2023-03-02`, `2023-03`, `2023`; `2022-21` is spring 2022, `-22` summer, `-23`
  autumn, `-24` winter. Several values in one cell are separated by `;`.
- The CSV files are UTF-8 with a byte order mark. In a spreadsheet, import them with all columns as text (in Excel *Data
  → From Text/CSV*, without detection of data types). If you open them instead, it guesses: Excel shows `2023-03-02` as
  your country writes dates, makes the first of the month of `2023-03`, a number of `2023`, and leaves `2022-21`; what
  you save is the guess. No cell is a formula: none starts with `=`, `+`, `-` or `@`.
- The same tables are in `NAME.parquet`, with types and descriptions of columns, and in `{DATABASE}`, with keys and two
  views: `current_grades` and `facts_with_passages`.
- What is new or different since the release before, and why, is in `CHANGES.md`. Identifiers that are gone are in
  `withdrawn.csv`, with what stands for them now; rows that were rejected in `quarantine.csv`, with the reason.
- Programs made most of this, and they err: `confidence` says how likely a row is right. What is likelier right than
  not, but not likely enough, is in `quarantine.csv` with the reason `below-threshold`. What people corrected is in
  `corrections.csv`. If you find an error, report it with the identifier of the row.
"""
_LICENCE = f"""
## Licence

[{LICENCE_TITLE}]({LICENCE_URL}): name *{TITLE}* and the version. {RIGHTS}

## Is this what was published?

`python3 verify.py` checks every file here, every key and every reference, and needs nothing but Python 3.10 or newer;
with `--raw DIR` it finds every passage in the documents again. `sha256sum -c SHA256SUMS` checks the files alone.
`datapackage.json`, `NAME.csv-metadata.json` and `schemas/` describe all of it to other programs, `croissant.json` and
`dcat.jsonld` to catalogues. `delta.jsonl` brings a copy of the release before up to date, a row in each line.

## The columns
"""


def readme(version: str, rows: Mapping[str, int]) -> str:
    """Return the README.md of a release; `rows` is the number of rows by table."""
    listed = (f"| [{name}.csv]({name}.csv) | {rows[name]:,} | {TABLES[name].description} |\n" for name in rows)
    head = f"# {TITLE}, version {version}\n\n{DESCRIPTION}\n\n| table | rows | what it has |\n|---|--:|---|\n"
    return f"{head}{''.join(listed)}{_START_OF_LASTING_PART}{_GUIDE}{_LICENCE}{''.join(_dictionary())}"


def without_release(text: str) -> str:
    """Return the part of a README.md that is the same in every release."""
    return text.partition(_START_OF_LASTING_PART)[2]


def _dictionary() -> Iterator[str]:
    """Yield the parts of the data dictionary: every column of every table, then the meanings of all codes."""
    for table in TABLES.values():
        yield f"\n### `{table.name}`\n\n{table.description}\n\n| column | type | what it is |\n|---|---|---|\n"
        yield from map(_line, table.columns)
    yield "\n## The codes\n"
    used = dict.fromkeys(column.vocabulary for table in TABLES.values() for column in table.columns)
    for vocabulary in filter(None, used):
        yield f"\n### {_codes_of(vocabulary)}\n\n| code | what it means |\n|---|---|\n"
        yield from (f"| `{code}` | {meaning} |\n" for code, meaning in meanings(vocabulary).items())


def _line(column: Column) -> str:
    codes = f" [{_codes_of(column.vocabulary)}](#{column.vocabulary}-codes)." if column.vocabulary else ""
    return f"| `{column.name}` | {column.type_in_words} | {column.description}{codes} |\n"


def _codes_of(vocabulary: str) -> str:
    """Return the heading of the list of codes of a vocabulary; Markdown makes the anchor from it."""
    return f"{vocabulary.replace('-', ' ').capitalize()} codes"
