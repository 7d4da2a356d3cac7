"""Makes the models that the templates of the desk render, and renders them (`html`)."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader

from flows.consolidation.corrections import addable
from flows.consolidation.review import KINDS
from flows.desk.aside import Aside
from flows.desk.deciding import DecisionsSoFar, Desk, Pending
from flows.desk.entries import amendable
from flows.desk.fields import Field, fields_of, suggestions
from flows.desk.snapshot import MOST_DOCUMENTS, Case, Snapshot, case_id
from flows.desk.views import Text, text_of, title_of
from flows.reading.corrections import FACTS
from flows.site import words
from flows.site.lines import FactLine, line_of
from flows.site.loading import Passage, Row
from flows.site.pages import Page, Settings
from flows.site.rendering import environment
from schemas.reasons import BELOW_THRESHOLD
from schemas.tables import TABLES

# The number of lines on one page of a list.
LISTED = 100
# The values that the form for a new row is filled with.
_DEFAULTS = {"qualifier": "exact", "threats": "all", "historic": False}
# The words for a row of each table.
ROW_TITLES = {"ratings": "Grade", "disruptions": "Figure", "stakeholders": "Person or organisation"}
# The words for each action after it was taken.
DONE = {"confirm": "accepted", "amend": "amended", "reject": "rejected", "add": "added"}


@dataclass(frozen=True, slots=True)
class RefusedForm:
    """A refused form: what the person filled in, to be shown again, and why it was refused.

    `says` is the reason and `column` the column or field that it is about, if any; the other fields are those of
    `entries.Decision`.
    """

    action: str = ""
    who: str = ""
    why: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    document_id: str = ""
    quote: str = ""
    says: str = ""
    column: str | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list: its id, the kinds of its review items, title, content in words; `open`: undecided."""

    case_id: str
    kinds: tuple[str, ...]
    title: str
    says: str
    open: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """The model of the page of one case.

    - `line`: the published row in words; None for a case without a row.
    - `kinds`: pairs of kind and explanation, one for each review item.
    - `cells`: the filled cells of the row, published or proposed: column, title and value.
    - `passages`: the passages of the published row.
    - `pending`, `aside`: decisions about the case that the release does not contain yet, and the record if the case was
      set aside. `decidable`: there is neither.
    - `documents`: id and title of the documents behind the case, best first; `text`: the one in view, if any.
    - `amend`, `add`: fields of the forms to amend the row and to add the proposed row; empty if that is not possible.
    - `others`: other rows that the document in view states, each with its case id.
    - `seen`, `once`: hidden fields of the forms (see `Desk.decide`).
    - `before`, `after`: ids of the previous case and of the next one, undecided if there is one.
    - `place`, `total`: position in the list of cases, from 1 (0: not in the list), and the length of the list; `left`:
      how many cases are undecided.
    - `given`: what the person filled in, if a form was refused.
    """

    case: Case
    line: FactLine | None
    title: str
    kinds: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, str, str], ...]
    passages: tuple[Passage, ...]
    pending: tuple[Pending, ...]
    aside: Aside | None
    decidable: bool
    documents: tuple[tuple[str, str], ...]
    text: Text | None
    amend: tuple[Field, ...]
    add: tuple[Field, ...]
    others: tuple[tuple[str, FactLine], ...]
    seen: str
    once: str
    before: str | None
    after: str | None
    place: int
    total: int
    left: int
    given: RefusedForm


@dataclass(frozen=True, slots=True)
class AddPage:
    """The model of the page to add a row: a document in view and a form.

    `table` is the table of the new row, `tables` are the tables to choose from, `back` is the id of the case to return
    to; for the other fields see `CasePage`.
    """

    text: Text
    table: str
    tables: tuple[str, ...]
    fields: tuple[Field, ...]
    others: tuple[tuple[str, FactLine], ...]
    back: str
    seen: str
    once: str
    given: RefusedForm


def html(page: Page, desk: Desk, root: str, **more: Any) -> str:
    """Render a page as HTML. `root` is the address of the first page; `more` are further variables of the template."""
    context = {
        "page": page,
        "model": page.model,
        "settings": Settings(),
        "root": root,
        "version": desk.snapshot().release.version,
        "suggestions": suggestions(),
        "kinds": KINDS,
        "called": ROW_TITLES,
        "to": lambda place: root + place,
    }
    return _templates().get_template(page.template).render({**context, **more})


@cache
def _templates() -> Environment:
    """Return the environment with the templates of the desk and those of the site, which the former extend."""
    loader = ChoiceLoader([PackageLoader("flows.desk"), PackageLoader("flows.site")])
    return environment().overlay(loader=loader)


def lines_of(cases: Sequence[Case], decided: DecisionsSoFar) -> tuple[CaseLine, ...]:
    """Return the lines of a list of cases."""
    return tuple(
        CaseLine(each.case_id, _kinds(each), each.title, _says(each), not decided.settles(each)) for each in cases
    )


def _kinds(case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.kind for item in case.items))


def _says(case: Case) -> str:
    row: Row = (case.fact.row if case.fact else case.proposed) or {}
    if case.fact:
        return _summary(case.table, row)
    item = case.items[0]
    if row and item.why == BELOW_THRESHOLD:
        return f"{_summary(case.table, row)}: {item.says.rpartition(': ')[2]}"
    return f"{words.title('quarantine-reason', item.why)}: {item.says}".rstrip(": ")


def _summary(table: str, row: Row) -> str:
    """Describe what a row states, and its date."""
    return ", ".join(filter(None, (words.says(table, row).strip(), words.when(table, row))))


def counts(cases: Sequence[Case], decided: DecisionsSoFar) -> list[tuple[str, str, int, int]]:
    """Return kind, explanation, number of cases and number of undecided cases, for each kind that occurs."""
    every = Counter(kind for case in cases for kind in _kinds(case))
    left = Counter(kind for case in cases if not decided.settles(case) for kind in _kinds(case))
    return [(kind, means, every[kind], left[kind]) for kind, means in KINDS.items() if every[kind]]


def case_page(
    desk: Desk, case: Case, document_id: str = "", part: int = 0, given: RefusedForm | None = None
) -> CasePage:
    """Make the page of a case, with the document `document_id` in view, or by default that of the best passage."""
    snapshot, decided, given = desk.snapshot(), desk.decided(), given or RefusedForm()
    names = case.document_ids
    shown = document_id if document_id in names else names[0] if names else ""
    pending = decided.about(case)
    row: Row = (case.fact.row if case.fact else case.proposed) or {}
    order = [each.case_id for each in snapshot.cases]
    place = order.index(case.case_id) if case.case_id in order else -1
    table = case.table if case.table in FACTS else ""
    return CasePage(
        case=case,
        line=line_of(case.fact) if case.fact else None,
        title=case.title,
        kinds=tuple((item.kind, _says(case) if item.why == BELOW_THRESHOLD else item.says) for item in case.items),
        cells=_cells(case.table, row),
        passages=case.fact.passages if case.fact else (),
        pending=pending,
        aside=decided.asides.get(case.case_id),
        decidable=not pending and case.case_id not in decided.asides,
        documents=tuple((name, title_of(snapshot, name)) for name in names[:MOST_DOCUMENTS]),
        text=text_of(snapshot, shown, case, part) if shown else None,
        amend=fields_of(amendable(table), row, given.cells if given.action == "amend" else {}) if case.fact else (),
        add=fields_of(addable(table), _with_defaults(row), given.cells) if case.proposed and table else (),
        others=_others(snapshot, shown, case),
        seen=desk.page_checksum(case, names),
        once=secrets.token_hex(8),
        before=order[place - 1] if place > 0 else None,
        after=next_open(snapshot, decided, case.case_id) or (order[place + 1] if 0 <= place < len(order) - 1 else None),
        place=place + 1,
        total=len(order),
        left=sum(not decided.settles(each) for each in snapshot.cases),
        given=given,
    )


def _with_defaults(row: Row) -> Row:
    return {**row, **{name: cell for name, cell in _DEFAULTS.items() if row.get(name) is None}}


def next_open(snapshot: Snapshot, decided: DecisionsSoFar, case_id: str) -> str | None:
    """Return the id of the next undecided case, searching on from the start of the list; None if there is none."""
    order = [each.case_id for each in snapshot.cases]
    start = order.index(case_id) + 1 if case_id in order else 0
    turned = (*snapshot.cases[start:], *snapshot.cases[:start])
    return next((each.case_id for each in turned if each.case_id != case_id and not decided.settles(each)), None)


def add_page(desk: Desk, document_id: str, table: str, part: int, back: str, given: RefusedForm) -> AddPage:
    """Make the page to add a row of `table` (by default of the first table) that a document states."""
    snapshot = desk.snapshot()
    table = table if table in FACTS else FACTS[0]
    return AddPage(
        text=text_of(snapshot, document_id, None, part, given.quote),
        table=table,
        tables=FACTS,
        fields=fields_of(addable(table), _DEFAULTS, given.cells),
        others=_others(snapshot, document_id, None),
        back=back,
        seen=desk.page_checksum(None, (document_id,)),
        once=secrets.token_hex(8),
        given=given,
    )


def _cells(table: str, row: Row) -> tuple[tuple[str, str, str], ...]:
    """Return column, title and value in words of each filled cell of a row."""
    columns = TABLES[table].columns if table in FACTS else ()
    cells = ((column, row.get(column.name)) for column in columns)
    return tuple((c.name, c.title, _shown(c.vocabulary, cell)) for c, cell in cells if cell not in (None, ""))


def _shown(vocabulary: str | None, cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return words.title(vocabulary, str(cell)) if vocabulary else f"{cell:g}" if isinstance(cell, float) else str(cell)


def _others(snapshot: Snapshot, document_id: str, case: Case | None) -> tuple[tuple[str, FactLine], ...]:
    """Return the rows that a document states, each with its case id, except the row of the case itself."""
    here = (fact for fact in snapshot.in_document.get(document_id, ()) if case is None or fact is not case.fact)
    return tuple((case_id(fact.table, fact.id), line_of(fact)) for fact in here)
