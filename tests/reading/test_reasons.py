"""Every reason that reading gives is a code that the table `quarantine` knows, and every format a media type."""

from typing import get_args

from flows.reading.errors import Reason
from flows.reading.formats import FORMATS
from schemas.vocabularies import codes


def test_reasons_are_of_the_vocabulary() -> None:
    assert set(get_args(Reason)) <= set(codes("quarantine-reason"))


def test_formats_are_of_the_vocabulary() -> None:
    assert {kind.media_type for kind in FORMATS.values()} <= set(codes("media-type"))
