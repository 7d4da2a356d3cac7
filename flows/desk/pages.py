"""What the pages of the desk show: from the desk and what a person asked for to the models that templates print."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader

from flows.consolidation.review import KINDS
from flows.desk.aside import Aside
from flows.desk.deciding import Decided, Desk, Pending
from flows.desk.entries import addable, amendable
from flows.desk.fields import Field, fields_of, suggestions
from flows.desk.snapshot import MOST_DOCUMENTS, Case, Snapshot, case_id
from flows.reading.corrections import FACTS
from flows.reading.document import Document
from flows.site import words
from flows.site.lines import FactLine, line_of
from flows.site.loading import Fact, Passage, Row
from flows.site.marking import Mark, Slice, parts, slices
from flows.site.pages import Page, Settings
from flows.site.rendering import environment
from schemas.tables import TABLES

# So many lines stand on one page of a list.
LISTED = 100
# What is meant where a person who adds a row says nothing else.
_MEANT = {"qualifier": "exact", "threats": "all", "historic": False}
# The anchor of the passage in view.
NOW = "passage"
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
class Text:
    """A part of a document with its passages marked. `changed`: it is not what the release was made from."""

    document_id: str
    title: str
    text: tuple[Slice, ...]
    number: int
    count: int
    changed: bool
    readable: bool
    published: str


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
    row: Row | None = case.fact.row if case.fact else None
    if row:
        return ", ".join(filter(None, (words.says(case.table, row), words.when(case.table, row))))
    item = case.items[0]
    return f"{words.title('quarantine-reason', item.why)}: {item.says}".rstrip(": ")


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
        kinds=tuple((item.kind, item.says) for item in case.items),
        cells=_cells(case.table, row),
        passages=case.fact.passages if case.fact else (),
        pending=pending,
        aside=decided.asides.get(case.case_id),
        decidable=not pending and case.case_id not in decided.asides,
        documents=tuple((name, _title(snapshot, name)) for name in names[:MOST_DOCUMENTS]),
        text=text_of(snapshot, shown, case, part) if shown else None,
        amend=fields_of(amendable(table), row, given.cells if given.action == "amend" else {}) if case.fact else (),
        add=fields_of(addable(table), row, given.cells) if case.proposed and table else (),
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
    told = ((column, row.get(column.name)) for column in columns)
    return tuple((c.name, c.title, _shown(c.vocabulary, cell)) for c, cell in told if cell not in (None, ""))


def _shown(vocabulary: str | None, cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return words.title(vocabulary, str(cell)) if vocabulary else f"{cell:g}" if isinstance(cell, float) else str(cell)


def _title(snapshot: Snapshot, document_id: str) -> str:
    row = snapshot.release.documents.get(document_id)
    return str(row["title"] or document_id) if row else document_id


def _others(snapshot: Snapshot, document_id: str, case: Case | None) -> tuple[tuple[str, FactLine], ...]:
    """What else the document states, each with its case."""
    here = (fact for fact in snapshot.in_document.get(document_id, ()) if case is None or fact is not case.fact)
    return tuple((case_id(fact.table, fact.id), line_of(fact)) for fact in here)


def text_of(snapshot: Snapshot, document_id: str, case: Case | None, part: int = 0, quote: str = "") -> Text:
    """A document with its passages marked, those of the case among them; the part that has the first of these."""
    row = snapshot.release.documents.get(document_id)
    document = snapshot.document(document_id)
    published = words.day(row["published_on"]) if row else ""
    title = _title(snapshot, document_id)
    if document is None:
        return Text(document_id, title, (), 1, 1, False, False, published)
    of_items = [item.passage for item in case.items if item.passage] if case and not case.fact else []
    marks = _marks(snapshot, document, case, [quote] if quote else of_items)
    cuts = parts(document.text, marks)
    first = next((mark.start for mark in marks if mark.anchor == NOW), 0)
    number = (
        part
        if 1 <= part <= len(cuts)
        else next(n for n, (_, end) in enumerate(cuts, 1) if first < end or n == len(cuts))
    )
    shown = tuple(slices(document.text, marks, *cuts[number - 1]))
    changed = not snapshot.is_as_released(document)
    return Text(document_id, title, shown, number, len(cuts), changed, True, published)


def _marks(snapshot: Snapshot, document: Document, case: Case | None, quotes: Sequence[str]) -> list[Mark]:
    """The passages of a document in order, and words that are in view without being of a row; of a document that was
    changed those that are still there."""
    same, name = snapshot.is_as_released(document), document.document_id
    found: list[tuple[int, int, str, Fact | None]] = []
    for fact in snapshot.in_document.get(name, ()):
        for passage in (each for each in fact.passages if each.document_id == name):
            start = passage.start if same else document.text.find(passage.quote)
            if start >= 0:
                found.append((start, start + len(passage.quote), fact.table, fact))
    for quote in quotes:
        if (start := document.text.find(quote)) >= 0:
            found.append((start, start + len(quote), case.table if case else "", None))
    marks = []
    for start, end, table, of in sorted(found, key=lambda each: each[:2]):
        now = of is None or (case is not None and of is case.fact)
        marks.append(Mark(start, end, NOW if now else "", "", table, words.says(table, of.row) if of else ""))
    return marks
