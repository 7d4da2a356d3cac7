"""A document's date is what it says of itself, or nothing."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading import read
from flows.reading.dates import dateline, valid_edtf


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thursday, 22nd March 2018, 6:39 am", "2018-03-22"),
        ("26 February 2026", "2026-02-26"),
        ("Published 14 May 2024", "2024-05-14"),
        ("Published on: Tuesday 4 May 2021 at 10:30 GMT", "2021-05-04"),
        ("Author: Office of the Commissioner Published 18th Dec 2025", "2025-12-18"),
        ("By Órla A. Smith - 3 June 2020 at 4.30pm", "2020-06-03"),
        ("September 1, 2019", "2019-09-01"),
        ("**Date:** 1 Sept. 2019", "2019-09-01"),
        ("## 2024-05-14", "2024-05-14"),
        ("Posted 14/05/2024 10:30 Last updated 15/05/2024", "2024-05-14"),
        ("News | 14 May 2024 | Crime", "2024-05-14"),
        ("FOR IMMEDIATE RELEASE - Tuesday 5 December 2023", "2023-12-05"),
        ("Published 10:15, 2 Jul 2025", "2025-07-02"),
        ("10:15, 2 July 2025", "2025-07-02"),
        ("10.15am, Wednesday 2 July 2025", "2025-07-02"),
        ("Published at 10:15 GMT on 2 July 2025", "2025-07-02"),
        ("10:15, 2 Jul 2025 | Updated 11:30, 3 Jul 2025", "2025-07-02"),
        ("2 Jul 2025, 10:15", "2025-07-02"),
        ("2 July 2025, 9am", "2025-07-02"),
        ("02/07/2025 10:15", "2025-07-02"),
        ("Embargoed until 00:01, 14 May 2025", "2025-05-14"),
        ("By Ann Reed, crime reporter | Friday 7 March 2025", "2025-03-07"),
        ("Ann Reed\nFriday 7 March 2025", "2025-03-07"),
        ("*By Ann Reed, crime correspondent, The Anytown Chronicle, Friday 7 March 2025*", "2025-03-07"),
        ("By Ann Reed Local Democracy Reporter, 10:15, 2 Jul 2025", "2025-07-02"),
        ("Dated: 3 June 2024", "2024-06-03"),
        ("Published on: February 2025", "2025-02"),
        ("Publication date: Feb 2025", "2025-02"),
    ],
)
def test_a_dateline_near_the_top_dates_the_document(line: str, day: str) -> None:
    assert dateline(f"A headline\n\n{line}\n\nThe text.") == day


@pytest.mark.parametrize(
    "line",
    [
        "Related topics - Published 15 December 2021",
        "The report, published on 14 May 2024, found",
        "By the time it was published 14 May 2024",
        "Inspection report published 14 May 2024",
        "Last updated 4 May 2020",
        "31 February 2020",
        "In its report published on Thursday (March 2)",
        "14 May",
        "14 May 2024 was the day it began",
        "Updated 10:15, 2 Jul 2025",
        "It began at 10:15, 2 Jul 2025",
        "at 10.15am on 2 July 2025",
        "By Monday, the force had no answer, 14 May 2024",
        "By Ann Reed, who wrote to the reporter, 14 May 2024, that",
        "10,15 2 July 2025",
        "February 2025",
        "Report published: February 2025",
        "Report published: 3 June 2024",
        "Closing date: 3 June 2024",
        "Period: 1 April 2023 – 31 March 2024",
        "1 April 2023 – 31 March 2024",
        "Report of May 2023, 3 June 2024",
        "Plan for 2024, 3 June 2024",
        "It was good. It met, 3 June 2024",
        "Kent report – 3 June 2024\nEssex report – 5 June 2024",
        "Date: March 2024\nDate: November 2023",
    ],
)
def test_no_other_date_is_taken_for_it(line: str) -> None:
    assert dateline(f"A headline\n{line}\nThe text.") is None


def test_a_dateline_further_down_is_another_pages() -> None:
    assert dateline("A headline\n" + "A paragraph of the text.\n" * 10 + "Published 14 May 2024\n") is None


@pytest.mark.parametrize("line", ["Posted: 6 December 2024", "Posted by K Hale at 6 December 2024", "6 December 2024"])
def test_a_page_may_end_in_the_day_it_was_posted(line: str) -> None:
    assert dateline("A headline\n" + "A paragraph of the text.\n" * 10 + line) == "2024-12-06"


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_every_day_month_and_year_of_the_calendar_is_a_date(day: object) -> None:
    assert valid_edtf(str(day))
    assert valid_edtf(str(day)[:7])
    assert valid_edtf(str(day)[:4])


@pytest.mark.parametrize("value", ["2023-13", "2023-02-30", "23-02-01", "2023/02/01", "2023-2", "", "0000", "٢٠٢٣"])
def test_what_the_calendar_does_not_have_is_none(value: str) -> None:
    assert not valid_edtf(value)


@pytest.mark.parametrize(
    "line",
    ["News – 14 November 2024", "Press release. Published on: 14 November 2024", "The Larch Times, 14 November 2024"],
)
def test_a_dateline_may_say_what_the_page_is(line: str) -> None:
    assert dateline(f"A title\n\n{line}\n\nSomething happened.") == "2024-11-14"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Data desk, 4 December 2016", "2016-12-04"),
        ("Agenda item 8 – 13 March 2024", "2024-03-13"),
        ("Minutes of the meeting held on 27 January 2023", "2023-01-27"),
        ("Anytown Fire Authority, Monday 2 December 2019", "2019-12-02"),
        ("3 December 2024, Market House, Anytown", "2024-12-03"),
        ("Date of meeting: 27 November 2019", "2019-11-27"),
        ("Date of publication: 29 April 2022", "2022-04-29"),
        ("Date of publication: 29 April 2022\n20 June 2022", "2022-06-20"),
        ("Police and Crime Panel, 27 November 2019\nPublished 20 November 2019", "2019-11-20"),
        ("Agenda item 8 – 13 March 2024\nPolice Panel, 13 March 2024", "2024-03-13"),
    ],
)
def test_without_any_other_a_dateline_may_say_what_the_document_is(line: str, day: str) -> None:
    assert dateline(f"A headline\n\n{line}\n\nThe text.") == day
    assert dateline("A headline\n" + "A paragraph of the text.\n" * 10 + f"{line}\n\nThe text.") is None


def test_a_release_may_end_in_its_date() -> None:
    body = "A title\n\n" + "Something happened.\n\n" * 12
    assert dateline(f"{body}14 November 2024") == "2024-11-14"
    assert dateline(f"{body}12 May 2023\n\nAnother title\n\n14 November 2024") is None
    assert dateline(f"{body}It was on 14 November 2024") is None
    assert dateline(f"{body}  **14 November 2024** _") == "2024-11-14"


def test_a_last_line_longer_than_a_date_is_not_tried() -> None:
    # Work that grew with the square of this line would not end within hours.
    assert dateline("A title\n\nx" + " " * 1_000_000 + "1x") is None


def test_a_date_in_a_cell_of_a_grid_is_no_dateline(tmp_path: Path) -> None:
    grid, pairs = tmp_path / "grid.txt", tmp_path / "pairs.html"
    grid.write_text("Grades\n\nArea | Grade | Published\nVetting | Good | 16 May 2023\nLeadership | – | 1 June 2023\n")
    pairs.write_text(
        "<h1>Grades</h1><dl><dt>Published</dt><dd>16 May 2023</dd><dt>Type</dt><dd>News</dd></dl><p>Words.</p>"
    )
    assert read(grid).published_on is None
    assert read(pairs).published_on == "2023-05-16"
