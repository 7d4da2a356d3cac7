"""The desk in a real browser, by keyboard alone, and what a release has of it then."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from flows.cli import DONE, main
from tests.desk.conftest import FORCES, made_of
from tests.desk.visiting import Place, Visitor
from tests.site.browsing import DESK, PHONE, barriers, program, reached_by_keyboard, wider_than_the_window

PATIENCE = 120_000
Step = Callable[[Page, int], None]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens windows that must not complain."""
    complaints: list[str] = []
    contexts = []

    def new(size: tuple[int, int] = DESK, **more: Any) -> Page:
        viewport: Any = {"width": size[0], "height": size[1]}
        context = chromium.new_context(viewport=viewport, reduced_motion="reduce", **more)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda msg: complaints.append(msg.text) if msg.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        return page

    yield new
    for context in contexts:
        context.close()
    assert complaints == []


def begin(page: Page, visitor: Visitor) -> None:
    page.goto(visitor.address)
    page.keyboard.press("j")
    page.wait_for_url(re.compile("/case/"))


def accept(page: Page, number: int) -> None:
    page.keyboard.press("a")
    _why(page, number)


def reject(page: Page, number: int) -> None:
    page.keyboard.press("r")
    _why(page, number)


def amend(page: Page, number: int) -> None:
    """The grade first, which becomes another one: it has the focus; then the passage that says so, and why."""
    page.keyboard.press("e")
    expect(page.locator("#amend-grade")).to_be_focused()
    page.keyboard.type("good" if page.locator("#amend-grade").input_value() != "good" else "inad")
    _tab_to(page, "#amend-passage")
    page.keyboard.press("End")
    _tab_to(page, "#amend-why")
    page.keyboard.type(f"Reason {number}.")
    _tab_to(page, "#amend-who")
    page.keyboard.type("" if page.locator("#amend-who").input_value() else "A. Editor")
    page.keyboard.press("Enter")


def add(page: Page, number: int) -> None:
    """A row from a sentence that was selected; back to the case, which is accepted."""
    while "museum" not in page.locator(".said").inner_text():
        page.keyboard.press("]")
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/add"))
    assert "museum" in page.locator("#add-quote").input_value()
    _tab_to(page, "#add-body_id")
    page.keyboard.type("kent-police")
    _tab_to(page, "#add-area")
    page.keyboard.type("Leader")
    _tab_to(page, "#add-grade")
    page.keyboard.type("Good")
    _tab_to(page, "#add-why")
    page.keyboard.type(f"Reason {number}.")
    _tab_to(page, "#add-who")
    page.keyboard.type("" if page.locator("#add-who").input_value() else "A. Editor")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("said=add"))


def _why(page: Page, number: int) -> None:
    """Why is asked at once and is empty, however quick somebody types; who decides is asked once."""
    page.keyboard.type(f"Reason {number}.")
    if not page.locator("input[name=who]:visible").input_value():
        page.keyboard.press("Tab")
        page.keyboard.type("A. Editor")
    page.keyboard.press("Enter")


def _tab_to(page: Page, field: str) -> None:
    for _ in range(40):
        if page.locator(field).evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {field}")


def decide_by_keyboard(page: Page, visitor: Visitor, steps: Sequence[Step]) -> None:
    begin(page, visitor)
    for number, step in enumerate(steps):
        before = page.url.partition("?")[0]
        step(page, number)
        if step is not add:
            page.wait_for_url(partial(_is_behind, before))
            expect(page.get_by_role("status").first).to_contain_text(re.compile("Written|last one"))


def _is_behind(before: str, address: str) -> bool:
    """Whether this is the page that comes after a decision on another one."""
    return "said=" in address and not address.startswith(before)


def released(place: Place, steps: Sequence[Step]) -> pd.DataFrame:
    """Run, and return what the release tells of decisions."""
    options = ["--raw", str(place.raw), "--output", str(place.output), "--store", str(place.store), "--workers", "1"]
    assert main(["run", "--direct", *options]) == DONE
    corrections = pd.read_parquet(place.release / "corrections.parquet")
    names: dict[Step, str] = {accept: "confirm", reject: "reject", amend: "amend", add: "add"}
    assert sorted(corrections["action"]) == sorted(names[step] for step in steps)
    assert set(corrections["who"]) == {"A. Editor"}
    reasons = {f"Reason {number}." for number in range(len(steps))}
    assert set(corrections["why"]) == reasons
    rows = pd.concat(
        pd.read_parquet(place.release / f"{name}.parquet")[["corrected", key]].set_axis(["corrected", "row_id"], axis=1)
        for name, key in (
            ("ratings", "rating_id"),
            ("stakeholders", "stakeholder_id"),
            ("disruptions", "disruption_id"),
        )
    )
    stands = {"confirm": "confirmed", "amend": "amended", "add": "added", "reject": None}
    assert dict(rows.dropna().set_index("row_id")["corrected"]) == {
        row["row_id"]: stands[row["action"]] for _, row in corrections.iterrows() if stands[row["action"]]
    }
    return corrections


def test_three_decisions_by_keyboard_stand_in_the_release(
    place: Place, opened: Callable[[Place], Visitor], window: Callable[..., Page]
) -> None:
    steps: list[Step] = [accept, amend, reject]
    decide_by_keyboard(window(), opened(place), steps)
    assert len(released(place, steps)) == 3


@pytest.mark.slow
def test_twenty_decisions_by_keyboard_stand_in_the_release(
    tmp_path: Path, opened: Callable[[Place], Visitor], window: Callable[..., Page]
) -> None:
    place = made_of(tmp_path / "many", FORCES)
    steps: list[Step] = [add, *[accept, reject, amend] * 6, accept]
    assert len(steps) == 20
    page = window()
    decide_by_keyboard(page, opened(place), steps)
    assert len(released(place, steps)) == 20


def test_everybody_can_use_it(visitor: Visitor, window: Callable[..., Page]) -> None:
    case = visitor.cases()[0]
    for size, scheme in ((DESK, "dark"), (PHONE, "light")):
        page = window(size, color_scheme=scheme)
        for address in ("", case, "add?document=one-00&table=stakeholders", "documents", "decisions", "preview"):
            page.goto(visitor.address + address)
            for details in page.locator("details.act > summary").all():
                details.click()
            assert barriers(page) == [], address
            assert wider_than_the_window(page) == 0, address


def test_the_tab_key_reaches_everything(visitor: Visitor, window: Callable[..., Page]) -> None:
    page = window()
    for address in (visitor.cases()[0], "add?document=one-00", "decisions"):
        page.goto(visitor.address + address)
        reached, there = reached_by_keyboard(page)
        assert reached == there, address


def test_keys_are_shown_can_be_switched_off_and_do_nothing_where_somebody_types(
    visitor: Visitor, window: Callable[..., Page]
) -> None:
    page = window()
    begin(page, visitor)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Space")  # the switch has the focus
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("#confirm-why")).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Keys without Ctrl or Alt").check()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#reject-why")).to_be_focused()
    page.keyboard.type("jkaen?")
    expect(page.locator("#reject-why")).to_have_value("jkaen?")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_words_that_are_selected_become_the_passage(visitor: Visitor, window: Callable[..., Page]) -> None:
    page = window()
    begin(page, visitor)
    page.keyboard.press("e")
    page.locator(".view mark").first.dblclick()
    page.keyboard.press("Escape")
    page.locator(".view").focus()
    page.keyboard.press("s")
    assert page.locator("#amend-quote").input_value().strip()


def test_it_works_without_scripts_and_nothing_hostile_runs(visitor: Visitor, window: Callable[..., Page]) -> None:
    page = window(java_script_enabled=False)
    page.goto(visitor.address + visitor.cases()[0])
    page.locator("summary", has_text="Accept").click()
    page.locator("#confirm-why").fill("It says so.")
    page.locator("#confirm-who").fill("A. Editor")
    page.get_by_role("button", name="Accept it as it is").click()
    expect(page.get_by_role("status").first).to_contain_text("Written: accepted")
    hostile = window()
    hostile.goto(visitor.address + "add?document=hostile")
    assert hostile.evaluate("() => window.hacked") is None


def test_the_preview_is_made_meanwhile_and_tells_of_decisions(visitor: Visitor, window: Callable[..., Page]) -> None:
    visitor.decide(visitor.cases()[0], "confirm")
    page = window()
    page.goto(visitor.address + "preview")
    page.get_by_role("button", name="Make the preview").click()
    expect(page.locator("#preview")).to_contain_text("Version 1.0.1 would be published", timeout=PATIENCE)
    expect(page.locator("pre")).to_contain_text("I read it.")


def test_a_form_on_another_page_gets_nowhere(visitor: Visitor, chromium: Browser, tmp_path: Path) -> None:
    evil = tmp_path / "evil.html"
    form = f'<form method="post" action="{visitor.address}preview"><button>Win</button></form>'
    evil.write_text(form + f'<a href="{visitor.address}">Look</a>', encoding="utf-8")
    page = chromium.new_page()
    page.goto(evil.as_uri())
    page.get_by_role("button").click()
    expect(page.locator("body")).to_contain_text("Forbidden", timeout=PATIENCE)
    page.close()
