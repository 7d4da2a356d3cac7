"""Learn all judges: `make train`. Each training runs in a process of its own, as its module says.

The judges of people learn first, since what they decide is among the features of facts; then those of ratings and of
figures, side by side; then those of stakeholders, whose features tell of both.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable

from tests.gold import corpus, train, train_figures, train_people, train_stakeholders

# Those of one row learn side by side.
ORDER = ((train_people.main,), (train.main, train_figures.main), (train_stakeholders.main,))


def main() -> int:
    """Learn all judges and return 0, or 1 as soon as a training fails."""
    corpus.read_ahead()
    return 0 if all(map(_together, ORDER)) else 1


def _together(trainings: tuple[Callable[[list[str]], None], ...]) -> bool:
    """Run trainings side by side, in forks that know the documents read ahead; return whether all end well."""
    forks = [multiprocessing.get_context("fork").Process(target=training, args=([],)) for training in trainings]
    for fork in forks:
        fork.start()
    for fork in forks:
        fork.join()
    return all(fork.exitcode == 0 for fork in forks)


if __name__ == "__main__":
    sys.exit(main())
