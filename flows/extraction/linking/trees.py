"""Boosted trees as LightGBM writes them, asked by its library itself.

Its Python package is not imported: that takes seconds, for data frames and much else that nobody needs for an answer.
"""

from __future__ import annotations

import ctypes
import weakref
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
# What LightGBM calls its kinds of data and of answers.
_FLOAT64, _ROWS_FIRST, _ALL_TREES = 1, 1, -1
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

    def scores(self, rows: Numbers) -> Numbers:
        """The raw score of each row: the sum of its leaves."""
        return self._predict(rows, _SCORES, 1)[:, 0]

    def contributions(self, rows: Numbers) -> Numbers:
        """What each feature adds to the score of each row, and last what all rows begin with."""
        return self._predict(rows, _CONTRIBUTIONS, self._width + 1)

    def _predict(self, rows: Numbers, kind: int, width: int) -> Numbers:
        rows = np.ascontiguousarray(rows, np.float64)
        found, length = np.empty((len(rows), width)), ctypes.c_int64()
        if not len(rows):
            return found
        # By number: what `data_as` hands out holds itself.
        data, into = ctypes.c_void_p(rows.ctypes.data), ctypes.c_void_p(found.ctypes.data)
        shape = ctypes.c_int32(len(rows)), ctypes.c_int32(rows.shape[1])
        asked = _ROWS_FIRST, kind, 0, _ALL_TREES, self._settings, ctypes.byref(length), into
        _check(_library().LGBM_BoosterPredictForMat(self._handle, data, _FLOAT64, *shape, *asked))
        return found


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
