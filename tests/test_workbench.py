"""The page of a document: passages marked, facts beside them, refusals explained, nothing that steers a terminal."""

import io
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style

from flows.cli import DONE, main
from flows.extraction import extract
from flows.extraction.claims import Extraction, Passage, Refusal
from flows.printable import safe
from flows.reading import Document, read_bytes
from flows.workbench import show_page
from flows.workbench.kinds import COLOURS, LINES
from flows.workbench.page import style_of
from flows.workbench.sheet import Marked, disjoint_slices, sentence_around
from tests.conftest import Folders

ARTICLE = """\
This article is invented: real bodies, an invented person.
Published 14 March 2023
Derbyshire Constabulary was judged ‘outstanding’ at tackling serious and organised crime, HMICFRS said.
HMICFRS said that Derbyshire Constabulary led 31 disruptions of organised crime groups in the year to 31 May 2022.
Chief Constable Ada Quillfeather, of Derbyshire Constabulary, said: “We welcome the report.”
"""
HEDGED = "Derbyshire Constabulary could be rated ‘good’ one day. It is not rated yet.\n"
KINDS = [*COLOURS, *LINES, "quotation"]


def page(text: str, *, explain: bool = False, width: int = 120, terminal: bool = False) -> str:
    document = read_bytes(text.encode())
    return shown(document, extract(document), explain=explain, width=width, terminal=terminal)


def shown(document: Document, found: Extraction, *, explain: bool, width: int, terminal: bool = False) -> str:
    paper = Console(
        file=io.StringIO(), width=width, force_terminal=terminal, color_system="standard" if terminal else None
    )
    show_page(document, found, explain, paper)
    assert isinstance(paper.file, io.StringIO)
    return paper.file.getvalue()


def one_refusal(text: str, words: str) -> tuple[Document, Extraction]:
    document = read_bytes(text.encode())
    start = text.index(words)
    refusal = Refusal(Passage(start, start + len(words)), "grade", "said [bold]so[/bold]")
    return document, Extraction(document.document_id, (), (refusal,))


class TestPage:
    def test_shows_the_text_with_the_marks_of_what_begins_in_each_line(self) -> None:
        lines = page(ARTICLE).splitlines()
        judged = next(line for line in lines if "was judged ‘outstanding’ at" in line)
        marks = judged[: judged.index("Derbyshire")].split()
        assert marks[0] == "R1"
        assert "S1" in marks
        counted = next(line for line in lines if "led 31 disruptions" in line)
        assert "D1" in counted[: counted.index("HMICFRS")].split()

    def test_shows_every_fact_with_its_passage(self) -> None:
        out = page(ARTICLE)
        assert "1 rating\nR1" in out
        assert "Derbyshire Constabulary  outstanding" in out
        assert "Derbyshire Constabulary  31 disruptions" in out
        assert "period 2021-06-01 to 2022-05-31" in out
        assert "Ada Quillfeather  person" in out

    def test_a_document_without_facts_says_so(self) -> None:
        out = page("Nothing of interest happened today in any town.\n")
        assert "0 ratings" in out
        assert "0 stakeholders" in out

    def test_has_colour_on_a_terminal_and_none_elsewhere(self) -> None:
        assert "\x1b[30;43m" in page(ARTICLE, terminal=True)
        assert "\x1b" not in page(ARTICLE)

    @pytest.mark.parametrize("width", [12, 30, 50, 80, 200])
    def test_keeps_to_the_width_of_the_terminal_and_loses_no_word_of_the_text(self, width: int) -> None:
        out = page(ARTICLE, width=width, explain=True)
        assert max(map(len, out.splitlines())) <= width
        letters = "".join(out.split())
        assert "Quillfeather" in letters

    def test_folds_a_very_long_word(self) -> None:
        out = page("Start " + "x" * 5_000 + " end.\n", width=40)
        assert out.count("x") == 5_000

    def test_counts_mentions_and_quotations_of_one_person_in_one_row(self) -> None:
        out = page(ARTICLE + "Ms Quillfeather added: “There is more to do.”\n")
        rows = [line for line in out.splitlines() if "Ada Quillfeather  person" in line]
        assert len(rows) == 1
        assert "2 quotations" in " ".join(out.split())


class TestExplain:
    def test_names_the_rule_of_every_claim(self) -> None:
        document = read_bytes(ARTICLE.encode())
        rules = {claim.rule for claim in extract(document).claims}
        out = page(ARTICLE, explain=True)
        assert all(rule in out for rule in rules)
        assert "rule" not in page("Derbyshire Constabulary was judged ‘good’ overall.\n")

    def test_shows_the_blocks_beside_their_slices_of_the_text(self) -> None:
        text = (
            "Grades of Kent\n\n  1. Leadership\n     2. Vetting\n\n| Area | Grade |\n|---|---|\n| Leadership | Good |\n"
        )
        out = page(text, explain=True).partition("blocks: 4\n")[2].partition("0 ratings")[0]
        lines = [" ".join(re.sub(r"[^\w.\[\]: ]", " ", line).split()) for line in out.splitlines()]
        assert lines[:2] == ["heading 1 [0:14] Grades of Kent", "item 1 1. [21:31] Leadership"]
        assert lines[2] == "item 2 2. [40:47] Vetting"
        assert any(line.startswith("table grid [51:") for line in lines)
        assert any(line.endswith("Leadership Good") for line in lines)
        assert "blocks" not in page(text)

    def test_shows_what_was_refused_and_why_in_its_sentence(self) -> None:
        text = f"A first sentence. {HEDGED}"
        found = one_refusal(text, "‘good’")
        out = shown(*found, explain=True, width=120)
        assert "considered and refused: 1" in out
        refused = out.partition("considered and refused")[2]
        assert "grade: said [bold]so[/bold]" in refused
        assert "Derbyshire Constabulary could be rated ‘good’ one day." in refused
        assert "A first sentence" not in refused
        assert "It is not rated yet" not in refused
        assert "refused" not in shown(*found, explain=False, width=120)

    def test_refusals_come_in_the_order_of_reading(self) -> None:
        text = "One good thing. Two good things.\n"
        document = read_bytes(text.encode())
        refusals = tuple(Refusal(Passage(at, at + 4), "grade", f"at {at}") for at in (text.rindex("good"), 4))
        out = shown(document, Extraction("d", (), refusals), explain=True, width=100)
        assert out.index("grade: at 4") < out.index(f"grade: at {text.rindex('good')}")

    def test_json_marks_refusals(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = tmp_path / "hedged.txt"
        path.write_text(ARTICLE + HEDGED, encoding="utf-8")
        lines = {}
        for options in ([], ["--explain"]):
            assert main(["extract", str(path), "--format", "json", *options]) == DONE
            lines[len(options)] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        refused = [line for line in lines[1] if line.get("refused")]
        explained = [line for line in lines[1] if line.get("explained")]
        assert [line for line in lines[1] if line not in refused and line not in explained] == lines[0]
        assert refused
        assert all({"rule", "why", "quote", "start", "end"} <= line.keys() for line in refused)
        assert all((ARTICLE + HEDGED)[line["start"] : line["end"]] == line["quote"] for line in refused)


class TestHarmless:
    def test_markup_and_links_of_rich_are_text(self) -> None:
        text = "[bold red]Kent Police[/] was [link=http://example.org]judged[/link] [/nonsense] :smile: ‘good’.\n"
        assert text.strip() in page(text, width=200)

    @pytest.mark.parametrize("code", [0x07, 0x1B, 0x7F, 0x9B, 0x85, 0x200F, 0x2028, 0x202E, 0x2066])
    def test_no_control_reaches_the_terminal(self, code: int) -> None:
        document, found = one_refusal(
            f"A{chr(code)}title\n\nA{chr(code)}[31m good{chr(code)} thing.\n{'Words. ' * 9}", "good"
        )
        out = shown(document, found, explain=True, width=80)
        assert chr(code) not in out
        assert "A\ufffdtitle" in out

    @given(st.text())
    def test_safe_text_is_as_long_as_it_was_and_takes_one_line_for_each(self, text: str) -> None:
        assert len(safe(text)) == len(text)
        assert safe(text).count("\n") == text.count("\n")
        assert not any(ord(character) < 0x20 and character not in "\t\n" for character in safe(text))

    def test_from_the_command_too(
        self, folders: Folders, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "60")
        path = folders.add("odd.txt", "A [/b] \x1b[2J title\n" + ARTICLE)
        assert main(["extract", str(path), "--explain"]) == DONE
        out = capsys.readouterr().out
        assert "A [/b] \ufffd[2J title" in out
        assert "\x1b" not in out


class TestLayers:
    @given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from(KINDS))))
    def test_cover_exactly_what_the_passages_cover(self, drawn: list[tuple[int, int, str]]) -> None:
        marked = [Marked(Passage(start, start + length), kind, "R1") for start, length, kind in drawn]
        found = list(disjoint_slices(marked))
        assert all(first[1] <= second[0] for first, second in pairwise(found))
        seen = {at: kinds for start, end, kinds in found for at in range(start, end)}
        for at in range(70):
            covering = {item.kind for item in marked if item.passage.start <= at < item.passage.end}
            assert seen.get(at, frozenset()) == covering

    @given(st.frozensets(st.sampled_from(KINDS), min_size=1))
    def test_every_mixture_of_kinds_has_a_style_that_shows_it(self, kinds: frozenset[str]) -> None:
        style = Style.parse(style_of(kinds))
        assert bool(style.bgcolor) == bool(kinds & COLOURS.keys())
        assert bool(style.underline) == bool(kinds & LINES.keys())
        assert bool(style.italic) == ("quotation" in kinds)


class TestSentenceAround:
    @given(st.text(alphabet="ab. \n", max_size=600), st.data())
    def test_holds_the_passage_and_stays_in_the_text(self, text: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        around = sentence_around(text, Passage(start, end))
        assert 0 <= around.start <= start <= end <= around.end <= len(text)

    def test_of_a_long_line_is_what_can_be_read_at_a_glance(self) -> None:
        text = "word " * 10_000
        around = sentence_around(text, Passage(25_000, 25_004))
        assert around.end - around.start < 400
        assert text[around.start :].startswith("word")
