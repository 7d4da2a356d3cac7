"""Answers requests to the desk: GET shows a page; POST takes a form, acts on it and redirects to the next page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from urllib.parse import quote

from flows.consolidation.review import KINDS
from flows.desk import pages
from flows.desk.deciding import Desk
from flows.desk.entries import Decision, Refused
from flows.desk.pages import RefusedForm
from flows.desk.preview import Preview
from flows.desk.snapshot import Case, case_id
from flows.site.pages import Page
from schemas.vocabularies import SEPARATOR

# Form fields with this prefix hold the cells of a row.
_CELL = "cell."
_ASSETS = {
    "site.css": ("flows.site", "text/css"),
    "icon.svg": ("flows.site", "image/svg+xml"),
    "desk.css": ("flows.desk", "text/css"),
    "desk.js": ("flows.desk", "text/javascript"),
}
# The action of setting aside a case without a row, beside the actions of corrections.
ASIDE = "set-aside"
# The messages that the next page shows after an action, by the name in its query (`?said=`).
_MESSAGES = {
    **{action: f"Written: {done}. It is in force with the next run." for action, done in pages.DONE.items()},
    ASIDE: "Set aside: it comes back when what is to be seen of it changes.",
    "taken-back": "Taken back: it will not be in force.",
    "none-left": "That was the last one.",
}

Fields = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP response: its status, and a body or a redirect.

    - `kind`: the media type of the body.
    - `place`: for a redirect, the address to go to, relative to the desk's root; else None.
    """

    status: int
    body: bytes = b""
    kind: str = "text/html"
    place: str | None = None


@dataclass
class Handling:
    """The pages and actions of one desk.

    - `who`: the name that signed the last decision in this session, filled into the next form.
    - `debug`: whether the server raises unexpected errors after answering them.
    - `host`, `root`: host with port, and the path with the token that every address begins with; set by `web.serve`.
    - `now`: the clock, for tests.
    """

    desk: Desk
    preview: Preview
    who: str = ""
    debug: bool = False
    host: str = ""
    root: str = "/"
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def get(self, place: str, asked: Fields) -> Answer:
        """Answer a GET request; `place` is the path below the root, `asked` the fields of the query."""
        first, _, rest = place.partition("/")
        if first == "assets":
            return _asset(rest)
        if place == "preview.json":
            status = self.preview.status
            return Answer(200, json.dumps({"state": status.state, "done": status.done}).encode(), "application/json")
        views: Mapping[str, Callable[[str, Fields], Answer]] = {
            "": self._home,
            "case": self._case,
            "add": self._add,
            "documents": self._documents,
            "decisions": self._decisions,
            "preview": self._preview,
        }
        return views[first](rest, asked) if first in views else self._missing()

    def post(self, place: str, given: Fields) -> Answer:
        """Answer a POST request; `place` is the path below the root, `given` the fields of the form."""
        match place:
            case "decide":
                return self._decide(given)
            case "take-back":
                return self._take_back(given)
            case "preview":
                self.preview.start()
                return Answer(303, place="preview")
        return self._missing()

    def _page(self, place: str, template: str, title: str, model: object, asked: Fields, status: int = 200) -> Answer:
        page = Page(place, f"desk/{template}", title, model)
        said = _MESSAGES.get(_get(asked, "said"), "")
        text = pages.html(page, self.desk, self.root, who=self.who, said=said)
        return Answer(status, text.encode("utf-8", "replace"))

    def _missing(self, says: str = "There is no such page.") -> Answer:
        return self._page("", "message.html", "Not found", says, {}, 404)

    def _home(self, rest: str, asked: Fields) -> Answer:
        snapshot, decided = self.desk.snapshot(), self.desk.decided()
        kind = _get(asked, "kind")
        cases = [each for each in snapshot.cases if kind not in KINDS or any(item.kind == kind for item in each.items)]
        number = _number(asked, "page")
        first = (number - 1) * pages.LISTED
        model = {
            "counts": pages.counts(snapshot.cases, decided),
            "lines": pages.lines_of(cases[first : first + pages.LISTED], decided),
            "kind": kind,
            "page": number,
            "pages": max(1, -(-len(cases) // pages.LISTED)),
            "total": len(snapshot.cases),
            "left": sum(not decided.settles(each) for each in snapshot.cases),
            "pending": len(decided.pending),
            "problems": decided.problems,
            "next": pages.next_open(snapshot, decided, ""),
        }
        return self._page("", "home.html", "Review desk", model, asked)

    def _case(self, name: str, asked: Fields, given: RefusedForm | None = None, status: int = 200) -> Answer:
        case = self.desk.snapshot().by_id.get(name)
        if case is None:
            return self._missing(
                "This row is not there any more: another release was published. Go on from the first page."
            )
        model = pages.case_page(self.desk, case, _get(asked, "document"), _number(asked, "part", 0), given)
        return self._page(f"case/{name}", "case.html", model.title, model, asked, status)

    def _add(self, rest: str, asked: Fields, given: RefusedForm | None = None, status: int = 200) -> Answer:
        document_id = _get(asked, "document")
        if document_id not in self.desk.snapshot().release.documents:
            return self._missing("There is no such document in this release.")
        given = given or RefusedForm(quote=_get(asked, "quote"))
        table, part, back = _get(asked, "table"), _number(asked, "part", 0), _get(asked, "back")
        model = pages.add_page(self.desk, document_id, table, part, back, given)
        return self._page("add", "add.html", model.text.title, model, asked, status)

    def _documents(self, rest: str, asked: Fields) -> Answer:
        rows = self.desk.snapshot().release.tables["documents"]
        number = _number(asked, "page")
        first = (number - 1) * pages.LISTED
        model = {"rows": rows[first : first + pages.LISTED], "page": number, "pages": -(-len(rows) // pages.LISTED)}
        return self._page("documents", "documents.html", "Documents", model, asked)

    def _decisions(self, rest: str, asked: Fields) -> Answer:
        decided, snapshot = self.desk.decided(), self.desk.snapshot()
        rows = [row for row in snapshot.release.tables["corrections"] if row["row_id"]]
        names = [case_id(each.correction.table, each.correction.row_id) for each in decided.pending]
        pending = [
            (each, name if name in snapshot.by_id else "") for each, name in zip(decided.pending, names, strict=True)
        ]
        asides = sorted(decided.asides.values(), key=lambda each: each.file, reverse=True)
        model = {"pending": pending[::-1], "problems": decided.problems, "in_force": rows[::-1][: pages.LISTED]}
        model["asides"] = asides
        return self._page("decisions", "decisions.html", "Decisions", model, asked)

    def _preview(self, rest: str, asked: Fields) -> Answer:
        return self._page("preview", "preview.html", "Preview of the next release", self.preview.status, asked)

    def _decide(self, form: Fields) -> Answer:
        name, back = _get(form, "case"), _get(form, "back")
        decision = _decision(form, self.desk.snapshot().by_id.get(name))
        self.who = decision.who.strip() or self.who
        try:
            take = self.desk.set_aside if decision.action == ASIDE else self.desk.decide
            take(decision, name, _get(form, "seen"), _get(form, "once"), self.now())
        except Refused as refused:
            return self._refused(decision, name, form, refused)
        except OSError as error:
            says = f"Nothing was written: {error.strerror or error}. What you filled in is still here."
            return self._refused(decision, name, form, Refused(says, None, 500))
        if not name:
            return Answer(303, place=f"case/{quote(back)}?said=add" if back else f"documents?said={decision.action}")
        after = pages.next_open(self.desk.snapshot(), self.desk.decided(), name)
        return Answer(303, place=f"case/{after}?said={decision.action}" if after else "?said=none-left")

    def _refused(self, decision: Decision, name: str, form: Fields, refused: Refused) -> Answer:
        filled = (decision.action, decision.who, decision.why, decision.cells, decision.document_id, decision.quote)
        given = RefusedForm(*filled, refused.says, refused.column)
        if name and name in self.desk.snapshot().by_id:
            return self._case(name, {}, given, refused.status)
        if decision.document_id in self.desk.snapshot().release.documents:
            asked = {"document": [decision.document_id], "table": [decision.table], "back": [_get(form, "back")]}
            return self._add("", asked, given, refused.status)
        return self._page("", "message.html", "Not written", refused.says, {}, refused.status)

    def _take_back(self, form: Fields) -> Answer:
        try:
            self.desk.take_back(_get(form, "file"))
        except Refused as refused:
            return self._page("", "message.html", "Not taken back", refused.says, {}, refused.status)
        back = _get(form, "back")
        return Answer(303, place=f"case/{quote(back)}?said=taken-back" if back else "decisions?said=taken-back")


def _decision(form: Fields, case: Case | None) -> Decision:
    """Return the decision in a form.

    Several codes chosen for one cell are sorted and joined. The passage is the one chosen among the passages of the
    case's row, or else the document and quote in the form.
    """
    cells = {
        name.removeprefix(_CELL): SEPARATOR.join(sorted({*filter(None, given)}))
        for name, given in form.items()
        if name.startswith(_CELL)
    }
    texts = {name: _get(form, name) for name in ("action", "who", "why", "table")}
    passage = (_get(form, "document_id"), _get(form, "quote").replace("\r\n", "\n"))
    if (chosen := _get(form, "passage")).isdecimal() and case and case.fact and int(chosen) < len(case.fact.passages):
        found = case.fact.passages[int(chosen)]
        passage = (found.document_id, found.quote)
    return Decision(**texts, row_id=_get(form, "row_id") or None, cells=cells, document_id=passage[0], quote=passage[1])


def _asset(name: str) -> Answer:
    if name not in _ASSETS:
        return Answer(404, b"There is no such file.", "text/plain")
    package, kind = _ASSETS[name]
    return Answer(200, (files(package) / "assets" / name).read_bytes(), kind)


def _get(given: Fields, name: str) -> str:
    """Return the last value of a field, or an empty text if the field was not sent."""
    return given[name][-1] if given.get(name) else ""


def _number(given: Fields, name: str, least: int = 1) -> int:
    """Return a field as a whole number of at most six digits, or `least` if it is smaller or no such number."""
    text = _get(given, name)
    return max(least, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else least
