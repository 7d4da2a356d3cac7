"""A tagged PDF is read by its tags, if they hold what is drawn: browsers and Word say what each part is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from flows.reading import Document
from flows.reading.formats import PDF
from tests.reading.making import document_of, structure


@dataclass(frozen=True)
class Tag:
    """An element with what is in it: others, or texts as (left, bottom, text) or (left, bottom, text, page)."""

    name: str
    inside: Sequence[Any] = ()
    attributes: str = ""


@dataclass
class _Writer:
    """Writes elements as objects, and what they hold as marked parts of pages."""

    drawn: list[str]
    objects: dict[int, str] = field(default_factory=dict)
    parents: list[list[int]] = field(default_factory=list)
    next_number: int = 20

    def element(self, tag: Tag, parent: int) -> int:
        number, self.next_number = self.next_number, self.next_number + 1
        kids = []
        for item in tag.inside:
            if isinstance(item, Tag):
                kids.append(f"{self.element(item, number)} 0 R")
                continue
            x, y, text, page = (*item, 0)[:4]
            mark = len(self.parents[page])
            self.parents[page].append(number)
            self.drawn[page] += f"/{tag.name} <</MCID {mark}>> BDC BT /F 10 Tf {x} {y} Td ({text}) Tj ET EMC\n"
            kids.append(f"<</Type/MCR /Pg {page + 10} 0 R /MCID {mark}>>")
        attributes = f"/A <</O/Table {tag.attributes}>>" if tag.attributes else ""
        self.objects[number] = f"<</Type/StructElem /S/{tag.name} /P {parent} 0 R /K [{' '.join(kids)}] {attributes}>>"
        return number


def tagged(*tags: Tag, pages: int = 1, untagged: str = "") -> bytes:
    """A PDF of these elements; `untagged` is drawn on its first page as it is."""
    writer = _Writer([untagged, *[""] * (pages - 1)], parents=[[] for _ in range(pages)])
    roots = [writer.element(tag, 5) for tag in tags]
    objects = {
        1: "<</Type/Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 5 0 R>>",
        2: f"<</Type/Pages /Kids [{' '.join(f'{10 + page} 0 R' for page in range(pages))}] /Count {pages}>>",
        3: "<</Type/Font /Subtype/Type1 /BaseFont/Helvetica /Encoding/WinAnsiEncoding>>",
        5: f"<</Type/StructTreeRoot /K [{' '.join(f'{root} 0 R' for root in roots)}] /ParentTree 6 0 R>>",
        6: "<</Nums ["
        + " ".join(f"{page} [{' '.join(f'{n} 0 R' for n in of)}]" for page, of in enumerate(writer.parents))
        + "]>>",
        **writer.objects,
    }
    for page, drawn in enumerate(writer.drawn):
        content = writer.next_number + page
        objects[10 + page] = (
            f"<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /StructParents {page} /Contents {content} 0 R "
            "/Resources <</Font <</F 3 0 R>>>>>>"
        )
        objects[content] = f"<</Length {len(drawn.encode('cp1252'))}>>\nstream\n{drawn}\nendstream"
    body = "".join(f"{number} 0 obj\n{content}\nendobj\n" for number, content in objects.items())
    return f"%PDF-1.7\n{body}trailer\n<</Root 1 0 R>>\n%%EOF".encode("cp1252")


def read(*tags: Tag, **options: Any) -> Document:
    return document_of(tagged(*tags, **options), PDF)


def cell(name: str, x: float, y: float, text: str, attributes: str = "") -> Tag:
    return Tag(name, [(x, y, text)] if text else [], attributes)


def row(y: float, *cells: tuple[str, float, str] | tuple[str, float, str, str]) -> Tag:
    return Tag("TR", [cell(name, x, y, *rest) for name, x, *rest in cells])


def test_elements_say_what_they_are_in_their_own_order() -> None:
    parts = [
        Tag("H1", [(72, 700, "Grades of 2023")]),
        Tag("P", [(72, 600, "It is good at preventing"), (72, 588, "crime.")]),
        Tag("H2", [(72, 650, "What they found")]),
        Tag("BlockQuote", [Tag("P", [(90, 560, "There is more to do.")])]),
        Tag("Figure", [Tag("Caption", [(90, 540, "A chart of calls")])]),
    ]
    assert structure(read(*parts)) == [
        ("heading", 1, "Grades of 2023"),
        ("paragraph", 0, "It is good at preventing crime."),
        ("heading", 2, "What they found"),
        ("quotation", 0, "There is more to do."),
        ("caption", 0, "A chart of calls"),
    ]


def test_items_are_nested_as_their_lists_are() -> None:
    inner = Tag("L", [Tag("LI", [Tag("Lbl", [(92, 660, "a.")]), Tag("LBody", [(104, 660, "for fraud")])])])
    items = [
        Tag("LI", [Tag("Lbl", [(72, 680, "1.")]), Tag("LBody", [(84, 680, "have a plan"), inner])]),
        Tag("LI", [Tag("Lbl", [(72, 640, "2.")]), Tag("LBody", [Tag("P", [(84, 640, "listen")])])]),
    ]
    assert read(Tag("L", items)).text == "1. have a plan\n  a. for fraud\n2. listen\n"


def test_a_table_has_its_caption_heads_and_spans() -> None:
    rows = [
        row(690, ("TH", 72, "Force", "/RowSpan 2"), ("TH", 172, "Place", "/ColSpan 2")),
        row(675, ("TH", 172, "Town"), ("TH", 272, "County")),
        row(660, ("TH", 72, "Kent Police"), ("TD", 172, "Maidstone"), ("TD", 272, "Kent")),
    ]
    found = read(Tag("Table", [Tag("Caption", [(72, 710, "Where they are")]), *rows]))
    assert structure(found) == [
        (
            "table",
            2,
            1,
            "Where they are",
            [["Force", "Place", "Place"], ["Force", "Town", "County"], ["Kent Police", "Maidstone", "Kent"]],
        )
    ]


def test_a_cell_that_is_left_out_for_it_is_empty_moves_no_other() -> None:
    rows = [
        row(690, ("TH", 72, "Force"), ("TH", 172, "Town"), ("TH", 272, "Plan")),
        row(675, ("TD", 72, "Kent Police"), ("TD", 272, "to do more")),
        row(660, ("TD", 172, "Chelmsford"), ("TD", 272, "to listen")),
    ]
    ((*_, texts),) = structure(read(Tag("Table", rows)))
    assert texts[1:] == [["Kent Police", "", "to do more"], ["", "Chelmsford", "to listen"]]


def test_a_table_goes_on_over_pages_and_a_head_drawn_on_each_is_said_once() -> None:
    head = Tag(
        "TR",
        [
            Tag("TH", [(72, 100, "Force", 0), (72, 700, "Force", 1)]),
            Tag("TH", [(172, 100, "Town", 0), (172, 300, "Town", 0)]),
        ],
    )
    body = [
        Tag("TR", [Tag("TD", [(72, 80 + 600 * page, f"Force {page}", page)]), Tag("TD", [(172, 80, "Kent", page)])])
        for page in (0, 1)
    ]
    assert read(Tag("Table", [head, *body]), pages=2).text == "Force | Town\nForce 0 | Kent\nForce 1 | Kent\n"


def test_what_browsers_leave_without_tags_is_a_table_where_it_stands_like_one() -> None:
    def div(*inside: Any) -> Tag:
        return Tag("NonStruct", inside)

    rows = [
        div(*(div(div((x, 690 - 15 * number, text))) for x, text in zip((72, 172, 272), texts, strict=True)))
        for number, texts in enumerate([("Force", "Town", "Plan"), ("Kent Police", "Maidstone", "to do more")])
    ]
    ((kind, *_, texts),) = structure(read(div(*rows)))
    assert (kind, texts) == ("table", [["Force", "Town", "Plan"], ["Kent Police", "Maidstone", "to do more"]])
    pairs = div(
        *(
            div(div((x, y, text)))
            for x, y, text in [(72, 690, "Town"), (102, 675, "Kent"), (72, 660, "Plan"), (102, 645, "None")]
        )
    )
    assert read(pairs).text == "Town: Kent\nPlan: None\n"
    columns = [
        div((x, y, text))
        for y, name, text in [(690, "Town", "Kent"), (675, "Plan", "None")]
        for x, text in ((72, name), (300, text))
    ]
    assert read(div(*columns)).text == "Town | Kent\nPlan | None\n"


def test_lines_that_are_ended_early_are_paragraphs() -> None:
    long = "It is good at preventing crime in its area, inspectors said of it when they went there in May of that year"
    loose = Tag("Div", [Tag("Span", [(72, 700, "Town: Kent")]), Tag("Span", [(72, 688, "Plan: none")])])
    wrapped = Tag("P", [Tag("Span", [(72, 660, long)]), Tag("Strong", [(72, 648, "and again.")])])
    assert read(loose, wrapped).text == f"Town: Kent\n\nPlan: none\n\n{long} and again.\n"


FURNITURE = "/Artifact BMC BT /F 10 Tf 72 780 Td (Page 1 of the papers of the day) Tj ET EMC\n"
LOOSE = "BT /F 10 Tf 72 780 Td (More than the tags hold) Tj ET\n"


def test_what_is_marked_as_furniture_is_not_read_and_tags_that_hold_too_little_are_not_followed() -> None:
    parts = [Tag("P", [(72, 600, "Said first")]), Tag("P", [(72, 700, "Drawn above")])]
    assert read(*parts, untagged=FURNITURE).text == "Said first\n\nDrawn above\n"
    assert read(*parts, untagged=LOOSE).text == "More than the tags hold\n\nDrawn above\n\nSaid first\n"


@pytest.mark.parametrize("deep", [90, 5_000])
def test_elements_that_are_too_deep_cost_the_tags_only(deep: int) -> None:
    tag = Tag("P", [(72, 700, "It does well.")])
    for _ in range(deep):
        tag = Tag("Div", [tag])
    if deep > 900:
        import sys

        sys.setrecursionlimit(20_000)
    assert read(tag).text == "It does well.\n"


def test_a_link_alone_above_the_title_is_of_the_site_and_below_it_of_the_text() -> None:
    def parts(*names: str) -> list[Tag]:
        placed = {"head": 760, "title": 730, "text": 700, "below": 670}
        return [
            Tag("H1", [(72, 730, "Grades of Kent Police")])
            if name == "title"
            else Tag("P", [(72, 700, "The force is good at preventing crime.")])
            if name == "text"
            else Tag("Div", [Tag("Link", [(72, placed[name], "The Morning Parade")])])
            for name in names
        ]

    read = structure(document_of(tagged(*parts("head", "title", "text", "below")), PDF))
    assert [kind for kind, _, _ in read] == ["heading", "paragraph", "paragraph"]
    assert structure(document_of(tagged(*parts("head", "text")), PDF))[0][2] == "The Morning Parade"
