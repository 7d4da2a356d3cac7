"""The functions that carry out the subcommands: each takes the parsed arguments and returns the exit code.

They import what they need when they are called, so that a command does not wait for imports of other commands.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.arguments import PROGRAM
from flows.options import PREFIX
from flows.storing.addresses import folder_and_address, is_address

DONE, WRONG = 0, 1
_NO_CONSOLE = ("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")


class WrongUsage(Exception):
    """Arguments that cannot be used; the message is one line that says what to do."""


def tell(says: str) -> None:
    """Print a line to standard error."""
    from flows.printable import safe

    print(safe(f"{PROGRAM}: {says}"), file=sys.stderr)


def _run(args: argparse.Namespace) -> int:
    from flows import terminal
    from flows.plan import Plan, check_written

    output, address = folder_and_address(args.output)
    plan = Plan(
        *(args.raw, output, args.workers, args.allow_shrink, args.store, args.report, args.release_version),
        publish_anyway=args.publish_anyway,
        preview=args.preview,
        engine=args.engine,
        site=args.site,
        address=address,
    )
    check_written(plan)
    # Environment variables, because the limits hold for every process that makes tables of claims.
    for name, bound in (("MEMORY_LIMIT", args.memory_limit), ("TEMP_DIRECTORY", args.temp_directory)):
        if bound:
            os.environ[f"{PREFIX}{name}"] = str(bound)
    with terminal.progress_bar() as progress:
        if _uses_prefect(args):
            from flows.publish import run
        else:
            from flows.stages import run
        terminal.show_log(args.debug)  # after the import of Prefect, which sets up its own logging
        report = run(plan, progress)
    if report.preview:
        terminal.show_preview(report, report.preview)
    else:
        terminal.show_summary(report)
    return WRONG if report.pages_fault or (args.strict and report.unsettled) else DONE


def _collect(args: argparse.Namespace) -> int:
    from flows import collecting, terminal
    from flows.plan import check_outside, check_raw

    check_raw(args.raw)
    check_outside(args.raw, (("--store", args.store), ("--report", args.report)))
    folder = args.sources or args.raw / "sources"
    if not folder.is_dir():
        raise WrongUsage(f"{folder}: is not a folder; give the folder of sources with --sources")
    plan = collecting.CollectPlan(args.raw, folder, args.contact, args.report, args.preview, args.store)
    if not collecting.enabled_sources(plan):
        print(f"no source is enabled in {folder}: write `enabled: true` into those to collect from")
        return DONE
    with terminal.progress_bar("fetching") as progress:
        if _uses_prefect(args):
            from flows.collect import run
        else:
            from flows.collection import run
        terminal.show_log(args.debug)
        collected = run(plan, progress)
    terminal.show_collected(collected)
    return WRONG if args.strict and collected.unsettled else DONE


def _uses_prefect(args: argparse.Namespace) -> bool:
    """Whether the command runs as a Prefect flow, which a preview does not, so that no server keeps a record of it.

    If so, switch off the console log of Prefect and of its embedded server, before Prefect is imported.
    """
    if args.direct or args.preview:
        return False
    os.environ.setdefault(*_NO_CONSOLE)
    return True


def _serve(args: argparse.Namespace) -> int:
    os.environ.setdefault(*_NO_CONSOLE)
    from flows import serve, terminal

    terminal.show_log(args.debug)
    cron = serve.DEFAULT_CRON if args.cron is None and not args.interval else args.cron
    serve.serve(
        args.raw,
        args.output,
        cron=cron,
        interval=args.interval,
        timezone=args.timezone,
        store=args.store,
        reports=args.report,
        publish_anyway=args.publish_anyway,
        engine=args.engine,
        sources=args.sources or args.raw / "sources",
        contact=args.contact,
        site=args.site,
    )
    return DONE


def _extract(args: argparse.Namespace) -> int:
    from flows import workbench
    from flows.extraction import extract
    from flows.reading import read_bytes
    from flows.reading.files import read_with_problems

    if args.file == "-":
        document = read_bytes(sys.stdin.buffer.read())
    elif not Path(args.file).is_file():
        raise WrongUsage(f"{args.file}: not a file; give a document, or - for standard input")
    else:
        document, problems = read_with_problems(args.file)
        for problem in problems:
            tell(f"warning: {problem.what}")
    show = workbench.show_json if args.format == "json" else workbench.show_page
    show(document, extract(document), args.explain)
    return DONE


def _validate(args: argparse.Namespace) -> int:
    targets = [_existing(target) for target in args.targets]
    from flows import terminal
    from schemas.checking import check

    problems = [problem for target in targets for problem in check(target, args.table)]
    terminal.show_problems(problems, ", ".join(map(str, targets)))
    return WRONG if problems else DONE


def _verify(args: argparse.Namespace) -> int:
    folder, raw = _existing(args.release), (args.raw or Path("raw")).resolve()
    if args.raw and not raw.is_dir():
        raise WrongUsage(f"{args.raw}: not a folder; give the folder of raw documents, or leave out --raw")
    from flows import release, terminal
    from flows.reading import read

    done = release.verify(folder, raw if raw.is_dir() else None, read, require_raw=args.require_raw)
    not_read = f", {len(done.unread)} without their raw file" if done.unread else ""
    again = terminal.counted(len(done.reread), "documents")
    what = f"{done.files} files, {done.passages} passages checked in {again}{not_read}"
    terminal.show_problems(done.problems, what)
    return WRONG if done.problems else DONE


def _diff(args: argparse.Namespace) -> int:
    from flows import release, terminal

    with _release(args.old) as old, _release(args.new) as new:
        terminal.show_changes(release.compare(old, new), args.format)
    return DONE


def _prune(args: argparse.Namespace) -> int:
    from flows import release, terminal

    if is_address(args.output):
        from flows.release import remote

        pruned = remote.prune(args.output, args.keep, preview=args.preview)
    else:
        pruned = release.prune(args.output, args.keep, preview=args.preview)
    terminal.show_pruned(pruned, args.preview)
    return DONE


def _review(args: argparse.Namespace) -> int:
    with _release(args.release) as folder:
        return _desk(args, folder) if args.web or args.export else _list(args, folder)


def _list(args: argparse.Namespace, folder: Path) -> int:
    """Run `review` without a desk."""
    from flows import terminal
    from flows.consolidation.review import Item, review
    from flows.reading.corrections import FOLDER

    corrections = args.corrections or args.raw / FOLDER
    narrowed = (args.kind or (), args.body or ())
    items, aside = review(folder, *narrowed), set[Item]()
    if not args.all and corrections.is_dir():
        from flows.desk import items_aside  # a slow import

        aside = items_aside(folder, args.raw, corrections, *narrowed)
    to_review = [item for item in items if item not in aside]
    terminal.show_review(to_review, args.format, args.limit or None, args.release, aside=len(items) - len(to_review))
    return DONE


def _desk(args: argparse.Namespace, folder: Path) -> int:
    """Run `review --web` or `review --export`."""
    if not args.raw.is_dir():
        raise WrongUsage(f"{args.raw}: not a folder; give the folder of documents with --raw")
    from flows import desk, terminal

    if args.export:
        terminal.show_exported(desk.export(folder, args.raw, args.export))
        return DONE
    opened = desk.Desk(folder, args.raw, args.corrections, args.kind or (), args.body or ())
    preview = desk.Preview(args.raw, folder.parent, args.store)
    server, address = desk.serve(desk.Handling(opened, preview, debug=args.debug), args.port)
    print(address, flush=True)
    tell("the desk is open at this address, on this machine only; Ctrl-C closes it")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        tell("closed; what was decided is in " + str(opened.corrections))
    return DONE


def _site(args: argparse.Namespace) -> int:
    from flows import site, terminal
    from flows.engines import cores
    from flows.storing.store import cache_folder

    settings = site.Settings(args.notice, args.contact, args.full_text, args.address)
    raw = args.raw if args.raw.is_dir() else None
    workers, charts = args.workers or cores(), cache_folder() / "charts"
    with _release(args.release) as folder, terminal.progress_bar("making pages") as progress:
        built = site.build(folder, args.to, raw, settings, workers=workers, pictures=charts, progress=progress)
    terminal.show_site(built)
    return DONE


@contextmanager
def _release(given: Path | str) -> Iterator[Path]:
    """Provide the folder of a release, at a path or an address, that is as it was published.

    Whatever turns out to be wrong with it is told of the path or address that was given.
    """
    folder = _existing(given)
    from flows.refusals import ReleaseRefused, WrongPath, message
    from flows.release import is_release, refuse_if_changed
    from schemas.checking import holds_releases

    try:
        if not is_release(folder):
            says = holds_releases(folder) or "is not a release: give the folder of one, such as output/latest"
            raise WrongPath(f"{folder}: {says}")
        refuse_if_changed(folder)
        yield folder
    except (ValueError, ReleaseRefused, WrongPath) as error:
        kind = WrongPath if isinstance(error, WrongPath) else ReleaseRefused
        raise kind(message(error).replace(str(folder), str(given))) from error


def _existing(path: Path | str) -> Path:
    """Return an existing path, or for an address in an object store that of a copy, which is deleted at exit."""
    if isinstance(path, str):
        from flows.release import remote

        return remote.fetched(path)
    if path.exists():
        return path
    from flows.release import was_pruned

    if was_pruned(path):
        raise WrongUsage(f"{path}: was pruned; releases.json keeps its checksums, to prove a copy that you bring back")
    raise WrongUsage(f"{path}: does not exist; give a release folder, such as output/latest")


COMMANDS = {
    "run": _run,
    "collect": _collect,
    "serve": _serve,
    "extract": _extract,
    "validate": _validate,
    "verify": _verify,
    "diff": _diff,
    "review": _review,
    "prune": _prune,
    "site": _site,
}
