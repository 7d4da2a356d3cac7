"""The page of each document: its text with every passage marked and its facts beside it, or only the passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from flows.site import words
from flows.site.lines import FactLine, line_of
from flows.site.links import slug, web_address
from flows.site.loading import Fact, Passage, Release, Row
from flows.site.marking import Mark, Slice, parts, slices
from flows.site.pages import Page, numbered
from schemas.tables import FACTS

if TYPE_CHECKING:
    from flows.collecting import SourceRecord

# Show this many documents on one page of a list.
LISTED = 200
UNNAMED = "Publisher not stated"


@dataclass(frozen=True, slots=True)
class FactHere:
    """A fact beside the text; `passages` are (number on the page, anchor, whether the passage supports the fact)."""

    anchor: str
    line: FactLine
    passages: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage that states `facts` (anchor on the page, fact) or is a quotation, if the text is not shown."""

    anchor: str
    quote: str
    facts: tuple[tuple[str, FactLine], ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The mentions of a stakeholder, if the text is not shown: by wording, as (number on the page, anchor)."""

    fact: str
    line: FactLine
    names: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of a document; a long text takes several pages.

    - `publisher`: (name, place); `facts`: those with a passage on this page, by table.
    - `whole`: whether the `text` is shown; if not, `quoted` and `mentions` (passages that only name somebody) are.
    - `number`, `places`: the number of this page, from 1, and the places of all pages of the document.
    """

    document_id: str
    row: Row
    source_url: str | None
    publisher: tuple[str, str]
    published: str
    facts: tuple[tuple[str, tuple[FactHere, ...]], ...]
    text: tuple[Slice, ...]
    quoted: tuple[Quoted, ...]
    mentions: tuple[Mentioned, ...]
    whole: bool
    number: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the pages of documents show, by document id.

    `texts` are the texts to show, `cuts` the half-open offsets of their pages, `behind` the passages in order.
    """

    texts: Mapping[str, str]
    cuts: Mapping[str, Sequence[tuple[int, int]]]
    behind: Mapping[str, Sequence[tuple[Fact, Passage]]]

    def place_of(self, release: Release, document_id: str, start: int) -> str:
        """Return the place of the page that shows the passage with the offset `start`."""
        cuts = self.cuts.get(document_id, ())
        number = next((n for n, (_, end) in enumerate(cuts, 1) if start < end), 1)
        return numbered(release.place_of_document(document_id), number)


def anchor_of(passage: Passage) -> str:
    """Return the anchor of a passage on the page of its document, made of its offsets, such as `p120-164`."""
    return f"p{passage.start}-{passage.end}"


def shelf_of(release: Release, texts: Mapping[str, str]) -> Shelf:
    """Collect the passages of all facts by document, and cut the texts, by document id, into pages."""
    behind: dict[str, list[tuple[Fact, Passage]]] = defaultdict(list)
    for fact in release.every_fact():
        for passage in fact.passages:
            behind[passage.document_id].append((fact, passage))
    for each in behind.values():
        each.sort(key=lambda pair: (pair[1].start, pair[1].end, pair[0].table, pair[0].id))
    cuts = {name: parts(text, [_mark(p, f, "") for f, p in behind.get(name, ())]) for name, text in texts.items()}
    return Shelf(texts, cuts, behind)


def _mark(passage: Passage, fact: Fact, fact_anchor: str, anchor: str = "") -> Mark:
    return Mark(passage.start, passage.end, anchor, fact_anchor, fact.table, words.says(fact.table, fact.row))


def document_pages(release: Release, shelf: Shelf) -> Iterator[Page]:
    """Yield the pages of every document."""
    for row in release.tables["documents"]:
        name = row["document_id"]
        text = shelf.texts.get(name)
        cuts = shelf.cuts.get(name, [(0, row["character_count"] + 1)])
        places = tuple(numbered(release.place_of_document(name), n) for n in range(1, len(cuts) + 1))
        for number, (start, end) in enumerate(cuts, 1):
            here = [pair for pair in shelf.behind.get(name, ()) if start <= pair[1].start < end]
            yield _page(release, row, text, here, (start, end), number, places)


def _page(
    release: Release,
    row: Row,
    text: str | None,
    here: list[tuple[Fact, Passage]],
    span: tuple[int, int],
    number: int,
    places: tuple[str, ...],
) -> Page:
    numbers = {anchor: n for n, anchor in enumerate(dict.fromkeys(anchor_of(passage) for _, passage in here), 1)}
    facts = {fact.place: (f"f{n}", fact) for n, fact in enumerate({f.place: f for f, _ in here}.values(), 1)}
    passages: dict[str, dict[str, bool]] = defaultdict(dict)
    for fact, passage in here:
        passages[fact.place].setdefault(anchor_of(passage), passage.supports)
    beside = [
        FactHere(anchor, line_of(fact), tuple((numbers[a], a, supports) for a, supports in passages[place].items()))
        for place, (anchor, fact) in facts.items()
    ]
    named: set[str] = set()
    marks = []
    for fact, passage in here:
        anchor = anchor_of(passage)
        marks.append(_mark(passage, fact, facts[fact.place][0], "" if anchor in named else anchor))
        named.add(anchor)
    quoted, mentions = _passages(here, beside) if text is None else ((), ())
    publisher = row["publisher"] or UNNAMED
    title = row["title"] or row["document_id"]
    model = DocumentPage(
        document_id=row["document_id"],
        row=row,
        source_url=web_address(row["source_url"]),
        publisher=(publisher, f"publishers/{slug(publisher)}/"),
        published=words.day(row["published_on"]),
        facts=_by_table(beside),
        text=tuple(slices(text, marks, *span)) if text is not None else (),
        quoted=quoted,
        mentions=mentions,
        whole=text is not None,
        number=number,
        places=places,
    )
    trail = (("Sources", "publishers/"), (publisher, model.publisher[1]))
    about = f"What {publisher} published, with every passage that states a fact"
    return Page(places[number - 1], "document.html", title, model, trail, about)


def _passages(
    here: Sequence[tuple[Fact, Passage]], beside: Sequence[FactHere]
) -> tuple[tuple[Quoted, ...], tuple[Mentioned, ...]]:
    """Return the passages that state facts, in order, and the mentions, each only with the first that it names."""
    quotes = {anchor_of(passage): passage.quote for _, passage in here}
    stating = {anchor_of(passage) for fact, passage in here if not _is_mention(fact, passage)}
    proves: dict[str, list[tuple[str, FactLine]]] = defaultdict(list)
    names: dict[str, dict[str, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    for each in beside:
        for number, anchor, _ in each.passages:
            if anchor not in stating and anchor not in proves:
                names[each.anchor][quotes[anchor]].append((number, anchor))
            proves[anchor].append((each.anchor, each.line))
    mentions = (
        Mentioned(each.anchor, each.line, tuple((quote, tuple(places)) for quote, places in found.items()))
        for each in beside
        if (found := names.get(each.anchor))
    )
    return tuple(Quoted(a, q, tuple(proves[a])) for a, q in quotes.items() if a in stating), tuple(mentions)


def _is_mention(fact: Fact, passage: Passage) -> bool:
    return fact.table == "stakeholders" and "quotation" not in passage.rule


def _by_table(facts: Sequence[FactHere]) -> tuple[tuple[str, tuple[FactHere, ...]], ...]:
    return tuple(
        (table.name, tuple(found))
        for table in FACTS
        if (found := [each for each in facts if each.line.table == table.name])
    )


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list; `published` is its day in words, `facts` how many facts it states."""

    place: str
    title: str
    publisher: str
    published: str
    facts: int


def document_line(release: Release, document_id: str) -> DocumentLine:
    """Return a document as a line of a list."""
    row = release.documents[document_id]
    facts = row["rating_count"] + row["disruption_count"] + row["stakeholder_count"]
    place = release.place_of_document(document_id)
    return DocumentLine(
        place, row["title"] or document_id, row["publisher"] or UNNAMED, words.day(row["published_on"]), facts
    )


def newest_documents(release: Release, names: Sequence[str]) -> list[str]:
    """Sort document ids by the day of publication, newest first; documents without a day are last."""
    return sorted(names, key=lambda name: (release.documents[name]["published_on"] or "", name), reverse=True)


@dataclass(frozen=True, slots=True)
class PublisherLine:
    """A publisher in the list of sources; `first` and `last` are the years of its documents, "" if unknown."""

    name: str
    place: str
    documents: int
    facts: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class PublisherPage:
    """One page of the documents of a publisher; `total` is the number of its documents on all pages."""

    name: str
    total: int
    documents: tuple[DocumentLine, ...]
    number: int
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """The list of publishers, and of the sources that are fetched automatically."""

    publishers: tuple[PublisherLine, ...]
    fetched: tuple[SourceRecord, ...]


def publisher_pages(release: Release, fetched: tuple[SourceRecord, ...]) -> Iterator[Page]:
    """Yield the pages of the documents of each publisher, then the list of publishers, most documents first."""
    rows = sorted(release.tables["documents"], key=lambda row: (_publisher(row).casefold(), _publisher(row)))
    lines = []
    for name, group in groupby(rows, key=_publisher):
        documents = newest_documents(release, [row["document_id"] for row in group])
        place = f"publishers/{slug(name)}/"
        days = sorted(filter(None, (release.documents[each]["published_on"] for each in documents)))
        shown = [document_line(release, each) for each in documents]
        facts = sum(line.facts for line in shown)
        first, last = (days[0][:4], days[-1][:4]) if days else ("", "")
        lines.append(PublisherLine(name, place, len(documents), facts, first, last))
        chunks = [shown[start : start + LISTED] for start in range(0, len(shown), LISTED)]
        places = tuple(numbered(place, n) for n in range(1, len(chunks) + 1))
        for number, chunk in enumerate(chunks, 1):
            of_one = PublisherPage(name, len(documents), tuple(chunk), number, places)
            yield Page(places[number - 1], "publisher.html", name, of_one, (("Sources", "publishers/"),))
    lines.sort(key=lambda line: (-line.documents, line.name))
    about = "Every document that was read, by who published it"
    model = SourcesPage(tuple(lines), fetched)
    yield Page("publishers/", "publishers.html", "Where it comes from", model, (), about)


def _publisher(row: Row) -> str:
    return row["publisher"] or UNNAMED
