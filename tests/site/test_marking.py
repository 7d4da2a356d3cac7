from hypothesis import given
from hypothesis import strategies as st

from flows.site.marking import Mark, around, parts, slices

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8)


def marks(found: list[tuple[int, int]], size: int) -> list[Mark]:
    return [
        Mark(start, min(start + length, size), f"p{n}", f"f{n}", "ratings")
        for n, (start, length) in enumerate(found)
        if start < size
    ]


@given(st.text(max_size=60), spans)
def test_slices_are_the_text_and_each_mark_covers_its_own_words(text: str, found: list[tuple[int, int]]) -> None:
    marked = marks(found, len(text))
    made = slices(text, marked)
    assert "".join(each.text for each in made) == text
    for mark in marked:
        assert "".join(each.text for each in made if mark in each.marks) == text[mark.start : mark.end]
        assert sum(mark in each.begins for each in made) == sum(mark in each.ends for each in made) == 1


@given(st.text("ab \n", max_size=60), spans, st.integers(3, 30))
def test_parts_are_the_text_and_cut_no_passage(text: str, found: list[tuple[int, int]], size: int) -> None:
    marked = marks(found, len(text))
    made = parts(text, marked, size)
    assert "".join(text[start:end] for start, end in made) == text
    for mark in marked:
        assert sum(start <= mark.start and mark.end <= end for start, end in made) >= 1


def test_a_line_of_a_million_characters_is_cut() -> None:
    assert max(end - start for start, end in parts("x" * 1_000_000, [], 40_000)) <= 60_000


def test_what_stands_around_is_of_the_same_paragraph_and_not_long() -> None:
    text = f"Before.\nIn {'long ' * 200}the force was judged ‘good’ and {'so ' * 200}on.\nAfter."
    start = text.index("the force")
    before, after = around(text, start, start + len("the force was judged ‘good’"))
    assert before.startswith("… long")
    assert after.endswith("so …")
    assert len(before) < 250
    assert "Before" not in before


def test_around_a_short_line_stand_the_lines_around_it() -> None:
    text = f"{'Long ago. ' * 50}\n\nGroups disrupted\n\n14\n\n▲ up from 11\n\n{'And so on. ' * 50}"
    start = text.index("14")
    before, after = around(text, start, start + 2)
    assert before.startswith("… ")
    assert before.endswith(" ago.\nGroups disrupted\n")
    assert after.startswith("\n▲ up from 11\nAnd so on.")
    assert after.endswith(" …")
    assert max(len(before), len(after)) < 250
    assert around("14", 0, 2) == ("", "")
