"""What the pages of the desk show: from the desk and what a person asked for to the models that templates print."""

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
from flows.desk.deciding import Decided, Desk, Pending
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

# So many lines stand on one page of a list.
LISTED = 100
# What is meant where a person who adds a row says nothing else.
_MEANT = {"qualifier": "exact", "threats": "all", "historic": False}
# What a row of each table is called.
CALLED = {"ratings": "Grade", "disruptions": "Figure", "stakeholders": "Person or organisation"}
DONE = {"confirm": "accepted", "amend": "amended", "reject": "rejected", "add": "added"}


@dataclass(frozen=True, slots=True)
class Given:
    """What a person filled in and is to find again, and why it was not taken."""

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
    """A case in a list."""

    case_id: str
    kinds: tuple[str, ...]
    title: str
    says: str
    open: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case, ready to be decided."""

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
    given: Given


@dataclass(frozen=True, slots=True)
class AddPage:
    """A document in view, and a form for a row that it states."""

    text: Text
    table: str
    tables: tuple[str, ...]
    fields: tuple[Field, ...]
    others: tuple[tuple[str, FactLine], ...]
    back: str
    seen: str
    once: str
    given: Given


def html(page: Page, desk: Desk, root: str, **more: Any) -> str:
    """A page of the desk as HTML; `root` is the address of the first one."""
    context = {
        "page": page,
        "model": page.model,
        "settings": Settings(),
        "root": root,
        "version": desk.snapshot().release.version,
        "suggestions": suggestions(),
        "kinds": KINDS,
        "called": CALLED,
        "to": lambda place: root + place,
    }
    return _templates().get_template(page.template).render({**context, **more})


@cache
def _templates() -> Environment:
    """The templates of the site, and those of the desk, which extend them."""
    loader = ChoiceLoader([PackageLoader("flows.desk"), PackageLoader("flows.site")])
    return environment().overlay(loader=loader)


def lines_of(cases: Sequence[Case], decided: Decided) -> tuple[CaseLine, ...]:
    """Cases in a list."""
    return tuple(
        CaseLine(each.case_id, _kinds(each), each.called, _says(each), not decided.settles(each)) for each in cases
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
    """What a row says, and when."""
    return ", ".join(filter(None, (words.says(table, row).strip(), words.when(table, row))))


def counts(cases: Sequence[Case], decided: Decided) -> list[tuple[str, str, int, int]]:
    """Of each kind what it means, how many cases there are, and how many of them are open."""
    every = Counter(kind for case in cases for kind in _kinds(case))
    left = Counter(kind for case in cases if not decided.settles(case) for kind in _kinds(case))
    return [(kind, means, every[kind], left[kind]) for kind, means in KINDS.items() if every[kind]]


def case_page(desk: Desk, case: Case, document_id: str = "", part: int = 0, given: Given | None = None) -> CasePage:
    """Everything about one case, with a document in view: that of the best passage unless another is asked for."""
    snapshot, decided, given = desk.snapshot(), desk.decided(), given or Given()
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
        title=case.called,
        kinds=tuple((item.kind, _says(case) if item.why == BELOW_THRESHOLD else item.says) for item in case.items),
        cells=_cells(case.table, row),
        passages=case.fact.passages if case.fact else (),
        pending=pending,
        aside=decided.asides.get(case.case_id),
        decidable=not pending and case.case_id not in decided.asides,
        documents=tuple((name, title_of(snapshot, name)) for name in names[:MOST_DOCUMENTS]),
        text=text_of(snapshot, shown, case, part) if shown else None,
        amend=fields_of(amendable(table), row, given.cells if given.action == "amend" else {}) if case.fact else (),
        add=fields_of(addable(table), _with_what_is_meant(row), given.cells) if case.proposed and table else (),
        others=_others(snapshot, shown, case),
        seen=desk.seen(case, names),
        once=secrets.token_hex(8),
        before=order[place - 1] if place > 0 else None,
        after=next_open(snapshot, decided, case.case_id) or (order[place + 1] if 0 <= place < len(order) - 1 else None),
        place=place + 1,
        total=len(order),
        left=sum(not decided.settles(each) for each in snapshot.cases),
        given=given,
    )


def _with_what_is_meant(row: Row) -> Row:
    return {**row, **{name: cell for name, cell in _MEANT.items() if row.get(name) is None}}


def next_open(snapshot: Snapshot, decided: Decided, case_id: str) -> str | None:
    """The next case behind this one that nobody has decided, or the first of all."""
    order = [each.case_id for each in snapshot.cases]
    start = order.index(case_id) + 1 if case_id in order else 0
    turned = (*snapshot.cases[start:], *snapshot.cases[:start])
    return next((each.case_id for each in turned if each.case_id != case_id and not decided.settles(each)), None)


def add_page(desk: Desk, document_id: str, table: str, part: int, back: str, given: Given) -> AddPage:
    """A form for a row of a table, beside the document that states it."""
    snapshot = desk.snapshot()
    table = table if table in FACTS else FACTS[0]
    return AddPage(
        text=text_of(snapshot, document_id, None, part, given.quote),
        table=table,
        tables=FACTS,
        fields=fields_of(addable(table), _MEANT, given.cells),
        others=_others(snapshot, document_id, None),
        back=back,
        seen=desk.seen(None, (document_id,)),
        once=secrets.token_hex(8),
        given=given,
    )


def _cells(table: str, row: Row) -> tuple[tuple[str, str, str], ...]:
    """The filled cells of a row: column, title, value."""
    columns = TABLES[table].columns if table in FACTS else ()
    cells = ((column, row.get(column.name)) for column in columns)
    return tuple((c.name, c.title, _shown(c.vocabulary, cell)) for c, cell in cells if cell not in (None, ""))


def _shown(vocabulary: str | None, cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return words.title(vocabulary, str(cell)) if vocabulary else f"{cell:g}" if isinstance(cell, float) else str(cell)


def _others(snapshot: Snapshot, document_id: str, case: Case | None) -> tuple[tuple[str, FactLine], ...]:
    """What else the document states, each with its case."""
    here = (fact for fact in snapshot.in_document.get(document_id, ()) if case is None or fact is not case.fact)
    return tuple((case_id(fact.table, fact.id), line_of(fact)) for fact in here)
