"""Bytes become text once and for all: nothing is lost, nothing is guessed where Unicode says what it is."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.reading import ReadingError
from flows.reading.decoding import decode, normalise

# Text as it comes out of decoding: no control character but tab and LF, no BOM, more than white space.
clean_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\ufffd")).filter(
    lambda text: text.strip() and not any(ord(character) < 32 and character not in "\t\n" for character in text)
)


@given(clean_text)
@example("Café 👮🏽 e\u0301 soft\u00adhyphen no\u00a0break line\u2028separator")
def test_clean_text_comes_back_unchanged_from_every_unicode_encoding(text: str) -> None:
    assert decode(text.encode()) == text
    assert decode(codecs.BOM_UTF8 + text.encode()) == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be")) == text


@given(st.text())
def test_normalising_leaves_no_carriage_return_and_no_control_and_is_done_once(text: str) -> None:
    normal = normalise(text)
    assert not any(ord(character) < 32 and character not in "\t\n" for character in normal)
    assert normalise(normal) == normal


@given(st.lists(clean_text.filter(lambda text: "\n" not in text), min_size=1), st.sampled_from(["\r\n", "\r", "\n"]))
def test_every_line_end_becomes_one_line_feed(lines: list[str], line_end: str) -> None:
    assert normalise(line_end.join(lines)) == "\n".join(lines)


@given(st.binary(max_size=2000))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        outcome = decode(data)
    except ReadingError as error:
        outcome = error.reason
    assert outcome == normalise(outcome)
    assert outcome


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_text_that_is_not_unicode_is_detected(encoding: str) -> None:
    text = "The £3m café at Nouvel Élan was judged 'good'.\nThe force spent £12m, inspectors said.\n"
    assert decode(text.encode(encoding)) == text


def test_windows_quotes_and_dashes_are_read() -> None:
    text = "Inspectors said the force was “inadequate” – and that O’Neill’s unit was ‘good’ at fighting crime."
    assert decode(text.encode("cp1252")) == text


def test_other_controls_show_that_something_was_there() -> None:
    assert (
        decode(b"A form feed\x0cand a bell\x07in a long enough line")
        == "A form feed\ufffdand a bell\ufffdin a long enough line"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"%PDF-1.7\n\x00\x01\x02", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("no mark".encode("utf-16-le"), "binary"),
        (b"\x01\x02\x03\x04 abc", "binary"),
        (codecs.BOM_UTF8 + b"caf\xe9", "undecodable"),
        (codecs.BOM_UTF16_LE + b"odd", "undecodable"),
        (bytes(range(0x80, 0xA0)) * 20, "undecodable"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingError) as refused:
        decode(data)
    assert refused.value.reason == reason
