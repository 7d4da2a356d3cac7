"""Boosted trees as LightGBM writes them, asked by its library itself.

Its Python package is not imported: that takes seconds, for data frames and much else that nobody needs for an answer.
"""

from __future__ import annotations

import ctypes
import weakref
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
# What LightGBM calls its kinds of data and of answers.
_FLOAT64, _INT64, _ALL_TREES = 1, 3, -1
_SCORES, _CONTRIBUTIONS = 1, 3
# One thread: the answers of more would be the same, and nobody waits for other threads.
_SETTINGS = b"num_threads=1"


class Trees:
    """Trees that score rows of features. Raises ValueError for a text that is none of LightGBM's."""

    def __init__(self, text: str, width: int, settings: bytes = _SETTINGS) -> None:
        self._width, self._settings = width, settings
        self._handle, count = ctypes.c_void_p(), ctypes.c_int()
        loaded = text.encode(), ctypes.byref(count), ctypes.byref(self._handle)
        _check(_library().LGBM_BoosterLoadModelFromString(*loaded))
        weakref.finalize(self, _library().LGBM_BoosterFree, self._handle)

    def scores(self, ends: Indices, columns: Indices, values: Numbers) -> Numbers:
        """The raw score of each row, the sum of its leaves; rows are given by where each ends, all else is zero."""
        return self._predict(ends, columns, values, _SCORES, 1)[:, 0]

    def contributions(self, ends: Indices, columns: Indices, values: Numbers) -> Numbers:
        """What each feature adds to the score of each row, and last what all rows begin with."""
        return self._predict(ends, columns, values, _CONTRIBUTIONS, self._width + 1)

    def _predict(self, ends: Indices, columns: Indices, values: Numbers, kind: int, width: int) -> Numbers:
        ends, values = np.ascontiguousarray(ends, np.int64), np.ascontiguousarray(values, np.float64)
        numbers = np.ascontiguousarray(columns, np.int32)
        found, length = np.empty((len(ends) - 1, width)), ctypes.c_int64()
        if not len(found):
            return found
        rows = _at(ends), _INT64, _at(numbers), _at(values), _FLOAT64
        shape = (ctypes.c_int64(size) for size in (len(ends), len(values), self._width))
        asked = kind, 0, _ALL_TREES, self._settings, ctypes.byref(length), _at(found)
        _check(_library().LGBM_BoosterPredictForCSR(self._handle, *rows, *shape, *asked))
        return found


def _at(data: NDArray[Any]) -> ctypes.c_void_p:
    """Where data lie in memory; by number, as what `data_as` hands out holds itself."""
    return ctypes.c_void_p(data.ctypes.data)


@cache
def _library() -> ctypes.CDLL:
    package = find_spec("lightgbm")
    if package is None or package.origin is None:
        raise ImportError("LightGBM is not installed")
    found = sorted(Path(package.origin).parent.glob("**/*lib*lightgbm.*"))
    library = ctypes.CDLL(str(next(path for path in found if path.suffix in (".so", ".dylib", ".dll"))))
    library.LGBM_GetLastError.restype = ctypes.c_char_p
    return library


def _check(failed: int) -> None:
    if failed:
        raise ValueError(_library().LGBM_GetLastError().decode())
