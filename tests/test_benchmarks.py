"""The benchmarks: that they run, that their articles are new and the same for a seed, that their arithmetic holds."""

import pytest

from tests.benchmarks import report
from tests.benchmarks.__main__ import main
from tests.benchmarks.generator import FIRST_LINE, articles
from tests.benchmarks.growth import Growth, on_hostile
from tests.benchmarks.hostile import PATTERNS, hostile
from tests.benchmarks.hostile_files import FILES
from tests.benchmarks.timing import exponent, seconds_within


def test_articles_are_new_each_time_and_the_same_for_a_seed() -> None:
    made = list(articles(50, seed=3, words=(50, 300)))
    assert made == list(articles(50, seed=3, words=(50, 300)))
    assert len(set(made)) == 50
    assert all(text.startswith(FIRST_LINE) and len(text.split()) >= 50 for text in made)
    assert made != list(articles(50, seed=4, words=(50, 300)))


@pytest.mark.parametrize("name", PATTERNS)
def test_hostile_texts_have_the_length_asked_for(name: str) -> None:
    assert len(hostile(name, 1_000)) == 1_000


def test_the_exponent_tells_linear_from_quadratic() -> None:
    sizes = (1.0, 2.0, 4.0)
    assert exponent(sizes, sizes) == pytest.approx(1)
    assert exponent(sizes, [3 * size**2 for size in sizes]) == pytest.approx(2)


def test_what_takes_too_long_is_stopped_and_shown_as_such() -> None:
    def endless() -> None:
        while True:
            pass

    assert seconds_within(0.5, endless) is None
    shown = report.growths("Growth", [Growth("endless", (1, 2), [0.5, None]), Growth("square", (1, 2), [0.5, 2.0])])
    assert "| endless | 0.500 | stopped | **?** |" in shown
    assert "| square | 0.500 | 2.000 | **2.00** |" in shown


def test_text_that_is_too_complex_to_judge_is_timed_until_it_is_refused() -> None:
    assert None not in on_hostile("grades", (60_000,)).times


@pytest.mark.slow
def test_a_quick_measurement_gives_every_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", "--quick"])
    main()
    out = capsys.readouterr().out
    tables = ("| bytes to claims |", "| length of a document |", "| number of documents |", "| Markdown |", "| PDF |")
    for shown in (*tables, *PATTERNS, *FILES):
        assert shown in out
