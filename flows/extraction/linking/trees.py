"""Score rows with boosted trees in LightGBM's text format, by calling LightGBM's C library directly. LightGBM's Python
package is not imported: it takes seconds, for data frames and much else that scoring does not need."""

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
# LightGBM's constants for types of data, for all iterations, and for kinds of prediction.
_FLOAT64, _INT64, _ALL_TREES = 1, 3, -1
_SCORES, _CONTRIBUTIONS = 1, 3
# One thread avoids waiting for other threads; the answers are the same with any number.
_SETTINGS = b"num_threads=1"


class Trees:
    """Trees that score rows of `width` features. Raises ValueError if the text is not a LightGBM model."""

    def __init__(self, text: str, width: int, settings: bytes = _SETTINGS) -> None:
        self._width, self._settings = width, settings
        self._handle, count = ctypes.c_void_p(), ctypes.c_int()
        loaded = text.encode(), ctypes.byref(count), ctypes.byref(self._handle)
        _check(_library().LGBM_BoosterLoadModelFromString(*loaded))
        weakref.finalize(self, _library().LGBM_BoosterFree, self._handle)

    def scores(self, ends: Indices, columns: Indices, values: Numbers) -> Numbers:
        """Return the raw score of each row, the sum of its leaves. Row i of the sparse rows ends at `ends[i + 1]`."""
        return self._predict(ends, columns, values, _SCORES, 1)[:, 0]

    def contributions(self, ends: Indices, columns: Indices, values: Numbers) -> Numbers:
        """Return what each feature adds to the score of each row; the last column is the score all rows start from."""
        return self._predict(ends, columns, values, _CONTRIBUTIONS, self._width + 1)

    def _predict(self, ends: Indices, columns: Indices, values: Numbers, kind: int, width: int) -> Numbers:
        """Return LightGBM's prediction of a kind for sparse rows (CSR): `width` numbers for each row."""
        ends, values = np.ascontiguousarray(ends, np.int64), np.ascontiguousarray(values, np.float64)
        numbers = np.ascontiguousarray(columns, np.int32)
        answers, length = np.empty((len(ends) - 1, width)), ctypes.c_int64()
        rows = _pointer(ends), _INT64, _pointer(numbers), _pointer(values), _FLOAT64
        shape = (ctypes.c_int64(size) for size in (len(ends), len(values), self._width))
        asked = kind, 0, _ALL_TREES, self._settings, ctypes.byref(length), _pointer(answers)
        _check(_library().LGBM_BoosterPredictForCSR(self._handle, *rows, *shape, *asked))
        return answers


def _pointer(data: NDArray[Any]) -> ctypes.c_void_p:
    """Return the address of an array as a number; unlike `data_as`, it does not keep itself alive in a cycle."""
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
