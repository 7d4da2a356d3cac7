"""Builds the whole site: reads a release, renders pages on all cores, writes new files, and removes obsolete ones."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from flows.site import bodies, comparisons, documents, facts, lists, overview, trust
from flows.site.charts import Chart, draw
from flows.site.fetches import fetches
from flows.site.loading import Release, load
from flows.site.pages import Page, Settings
from flows.site.rendering import html
from flows.site.texts import may_be_shown, texts_of
from flows.site.writing import prepare, put, tidy

if TYPE_CHECKING:
    from flows.collecting import SourceRecord

T = TypeVar("T")
Progress = Callable[[int, int], None]

DEFAULT = Settings()
# Give this many pages, or documents to read, to a process at a time.
_BATCH = 200
# Use one process for fewer documents than this: starting others would take longer.
_WORTH_A_PROCESS = 60
_ASSETS = ("site.css", "site.js", "icon.svg", "minisearch.js", "minisearch.LICENSE.txt")


@dataclass(frozen=True, slots=True)
class Built:
    """The result of building a site.

    - `folder`: the folder of the site; `version`: the version of the release.
    - `pages`, `files`: how many the site has.
    - `written`, `removed`: how many files were new or changed, and how many were removed.
    """

    folder: Path
    version: str
    pages: int
    files: int
    written: int
    removed: int


def build(
    release: Path,
    to: Path,
    raw: Path | None = None,
    settings: Settings = DEFAULT,
    *,
    workers: int = 1,
    pictures: Path | None = None,
    progress: Progress = lambda done, total: None,
) -> Built:
    """Build the site of a release.

    - `release`: the folder of the release; `to`: the folder for the site.
    - `raw`: the folder of documents; without it, pages show only passages of documents.
    - `workers`: the number of processes.
    - `pictures`: a folder that caches charts, so that no chart is drawn twice; None to draw all charts.
    - `progress`: called with the number of pages given to be rendered, and with the expected number of all pages.

    The files depend neither on `workers` nor on `pictures`. Raises ValueError if the release cannot be read, WrongPath
    if the folder `to` contains something else than a site.
    """
    prepare(to)
    loaded = load(release)
    parallel = workers > 1 and len(loaded.documents) >= _WORTH_A_PROCESS
    with _executor(workers if parallel else 0) as pool, _executor(1 if parallel else 0) as drawers:
        written = _Writer(to, settings, pool, progress)
        compared = comparisons.by_kind_and_area(loaded)
        overviews = [*_overviews(loaded, compared, fetches(raw))]
        charts = {chart.place: chart for page in overviews for chart in charts_of(page.model)}
        drawn = drawers.submit(draw, [chart.drawn_from for chart in charts.values()], pictures)
        shelf = documents.shelf_of(loaded, _texts(loaded, raw, settings, pool))
        total = len(overviews) + len(loaded.documents) + sum(map(len, loaded.facts.values()))
        written.add(chain(documents.document_pages(loaded, shelf), facts.fact_pages(loaded, shelf)), {}, total)
        svgs = dict(zip(charts, drawn.result(), strict=True))
        written.add(overviews, svgs, total)
        written.put(_files(loaded, charts, svgs, settings.notice))
        return written.finish(loaded.version)


def _overviews(
    release: Release, compared: dict[str, dict[str, list[Any]]], fetched: tuple[SourceRecord, ...]
) -> Iterator[Page]:
    """Yield all pages except those of facts and documents."""
    grades = comparisons.grades_page(release)
    yield overview.home_page(release, next(iter(charts_of(grades.model)), None))
    yield from bodies.body_pages(release, {kind: {*areas} for kind, areas in compared.items()})
    yield from comparisons.comparison_pages(release, compared)
    yield from comparisons.coverage_pages(release)
    yield from lists.list_pages(release)
    yield grades
    yield from documents.publisher_pages(release, fetched)
    yield from overview.release_pages(release)
    yield overview.dictionary_page(release)
    yield trust.accuracy_page(release)
    yield overview.about_page(release)


def charts_of(model: object) -> Iterator[Chart]:
    """Yield the charts in the fields of a page's model."""
    for field in fields(model) if is_dataclass(model) else ():
        value = getattr(model, field.name)
        yield from (each for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, Chart))


def _texts(release: Release, raw: Path | None, settings: Settings, pool: Executor) -> dict[str, str]:
    rows = [row for row in release.documents.values() if may_be_shown(row, settings)] if raw else []
    found: dict[str, str] = {}
    for texts in pool.map(partial(texts_of, raw=raw), _batches(rows)) if raw else ():
        found |= texts
    return found


def _files(
    release: Release, charts: dict[str, Chart], svgs: dict[str, str], notice: str | None
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of files that are not pages: charts and their data, tables, styles and scripts.

    The files of the release stay as they are, so that their checksums hold; the notice is in a file of its own.
    """
    for place, chart in charts.items():
        yield from chart.files(svgs[place])
    for resource in release.descriptor["resources"]:
        if (path := release.folder / resource["path"]).is_file():
            yield f"data/{resource['path']}", path.read_bytes()
    yield "data/datapackage.json", (release.folder / "datapackage.json").read_bytes()
    if notice:
        yield "data/NOTICE.txt", f"{notice}\n".encode()
    yield "assets/search-data.js", overview.search_data(release)
    for name in _ASSETS:
        yield f"assets/{name}", (files("flows.site") / "assets" / name).read_bytes()


class _Writer:
    """Writes pages and files, and remembers what it wrote.

    Pages are given to the processes in batches; only a few batches wait at a time, to save memory.
    """

    def __init__(self, to: Path, settings: Settings, pool: Executor, progress: Progress) -> None:
        self.to, self.settings, self.pool, self.progress = to, settings, pool, progress
        self.kept: set[str] = set()
        self.pages = self.written = 0

    def add(self, pages: Iterable[Page], svgs: dict[str, str], total: int) -> None:
        """Render and write pages; `svgs` are pictures of charts by place, `total` the expected number of all pages."""
        waiting: list[Future[list[tuple[str, bool]]]] = []
        for batch in _batches(pages):
            places = {chart.place for page in batch for chart in charts_of(page.model)}
            pictures = {place: svgs[place] for place in places}
            waiting.append(self.pool.submit(_write_pages, batch, self.to, self.settings, pictures))
            self.pages += len(batch)
            if len(waiting) > 8:
                self._count(waiting.pop(0).result())
            self.progress(min(self.pages, total), total)
        for each in waiting:
            self._count(each.result())

    def put(self, found: Iterable[tuple[str, bytes]]) -> None:
        """Write files, given as name and content."""
        self._count([(name, put(self.to, name, content)) for name, content in found])

    def _count(self, done: Sequence[tuple[str, bool]]) -> None:
        self.kept |= {name for name, _ in done}
        self.written += sum(fresh for _, fresh in done)

    def finish(self, version: str) -> Built:
        """Remove the files in the folder that were not written by this build, and return the result."""
        removed = tidy(self.to, self.kept)
        return Built(self.to, version, self.pages, len(self.kept), self.written, removed)


def _write_pages(
    pages: Sequence[Page], to: Path, settings: Settings, pictures: dict[str, str]
) -> list[tuple[str, bool]]:
    done = []
    for page in pages:
        files = {"index.html": html(page, settings, pictures).encode(), **(page.files or {})}
        done += [(page.place + name, put(to, page.place + name, content)) for name, content in files.items()]
    return done


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


class _InThisProcess(Executor):
    """An executor that calls each function at once, in this process."""

    def submit(self, function: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except BaseException as error:
            future.set_exception(error)
        return future


def _executor(workers: int) -> Executor:
    # Processes are spawned, not forked: pyarrow has threads, and a forked process could hang.
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) if workers else _InThisProcess()
