"""Every reason that reading gives is a code that the table `quarantine` knows, and every format a media type."""

import re
from pathlib import Path

import flows.reading
from flows.reading.formats import FORMATS
from schemas.vocabularies import codes

SOURCES = [path.read_text() for path in Path(flows.reading.__file__).parent.glob("*.py")]


def test_reasons_are_of_the_vocabulary() -> None:
    given = set(re.findall(r'ReadingError\("([a-z-]+)"|, "(superseded)"', "\n".join(SOURCES)))
    assert len(given) > 8
    assert {first or second for first, second in given} <= codes("quarantine-reason").keys()


def test_formats_are_of_the_vocabulary() -> None:
    assert {kind.media_type for kind in FORMATS.values()} <= codes("media-type").keys()
