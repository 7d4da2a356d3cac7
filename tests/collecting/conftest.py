"""The internet of the tests of collecting."""

from collections.abc import Iterator

import pytest

from tests.collecting import internet as net
from tests.collecting.internet import Internet


@pytest.fixture
def internet() -> Iterator[Internet]:
    with net.running() as made:
        yield made
