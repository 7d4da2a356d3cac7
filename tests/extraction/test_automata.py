"""Words found among the bytes of a text stand where they stand in its characters."""

from flows.extraction.analysis.text.automata import Encoded, Words


def test_words_stand_where_they_do_in_a_text_of_long_characters() -> None:
    text = "“Good” – Ó Briain: dŵr, good 🙂 good\ud800"
    found = Words(["good", "dŵr", "Ó"]).find(Encoded(text))
    assert [(number, text[start:end]) for number, start, end in found] == [
        (2, "Ó"),
        (1, "dŵr"),
        (0, "good"),
        (0, "good"),
    ]


def test_of_words_that_overlap_the_leftmost_longest_is_found() -> None:
    assert Words(["adequate", "inadequate", "quat"]).find(Encoded("an inadequate grade")) == [(1, 3, 13)]
