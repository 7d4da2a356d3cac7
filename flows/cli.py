"""The command `inspection-facts`.

Data goes to standard output, progress and log to standard error. Exit codes: 0 done, 1 found something wrong,
2 wrong usage. Whatever happens is told in one line that says what to do; `--debug` shows where it happened.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from flows.reporting import Report

DONE, WRONG, USAGE = 0, 1, 2
PROGRAM = "inspection-facts"


class _Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Say it and leave."""
        self.exit(USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


class WrongUsage(Exception):
    """Arguments that cannot be followed; the message is one line that says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    args = _parser().parse_args(arguments)
    try:
        code: int = args.command(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _fail("stopped; a release that was not finished is not there", 130)
    except BrokenPipeError:
        # Whoever read our output has seen enough. Nothing more must be written to it, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if args.debug:
            raise
        return _fail(*_explained(error))
    return code


def _explained(error: Exception) -> tuple[str, int]:
    """One line about an error, and the exit code that goes with it."""
    from flows.reading import ReadingError
    from flows.stages import CannotRun, WrongPath, WrongTime

    line = str(error).strip().split("\n")[0]
    match error:
        case WrongUsage() | WrongPath() | WrongTime():
            return line, USAGE
        case CannotRun() | ReadingError():
            return line, WRONG
        case OSError():
            return f"{error.filename or 'the system'}: {error.strerror or line}", WRONG
    if type(error).__name__ == "ReleaseRefused":  # its module is not imported for this: it takes a second
        return line, WRONG
    return f"{type(error).__name__}: {line} (not expected; --debug shows where)", WRONG


def _fail(message: str, code: int) -> int:
    print(f"{PROGRAM}: {message}", file=sys.stderr)
    return code


def _run(args: argparse.Namespace) -> int:
    from flows import stages, terminal

    stages.check_paths(args.raw, args.output)
    with terminal.progress_bar() as progress:
        report = _road(args)(
            args.raw,
            args.output,
            args.workers,
            args.allow_shrink,
            progress,
            store=args.store,
            reports=args.report,
            version=args.release_version,
        )
    terminal.show_summary(report)
    return WRONG if args.strict and report.unsettled else DONE


def _road(args: argparse.Namespace) -> Callable[..., Report]:
    from flows import stages, terminal

    if args.direct:
        terminal.show_log(args.debug)
        return stages.run
    # Prefect's console, here and in its embedded server, gives way to ours.
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    from flows import publish

    terminal.show_log(args.debug)
    return publish.run


def _serve(args: argparse.Namespace) -> int:
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    from flows import serve, terminal

    terminal.show_log(args.debug)
    cron = args.cron or (None if args.interval else serve.DEFAULT_CRON)
    serve.serve(
        args.raw,
        args.output,
        cron=cron,
        interval=args.interval,
        timezone=args.timezone,
        store=args.store,
        reports=args.report,
    )
    return DONE


def _extract(args: argparse.Namespace) -> int:
    from flows import workbench
    from flows.extraction import extract
    from flows.reading import read, read_bytes

    if args.file == "-":
        document = read_bytes(sys.stdin.buffer.read())
    elif not Path(args.file).is_file():
        raise WrongUsage(f"{args.file}: is not a file; name a document, or - for standard input")
    else:
        document = read(args.file)
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
    folder, raw = _existing(args.release), args.raw.resolve()
    from flows import release, terminal
    from flows.reading import read

    done = release.verify(folder, raw if raw.is_dir() else None, read, require_raw=args.require_raw)
    not_read = f", {len(done.unread)} not re-readable" if done.unread else ""
    what = f"{done.files} files, {done.passages} passages read again in {len(done.reread)} documents{not_read}"
    terminal.show_problems(done.problems, what)
    return WRONG if done.problems else DONE


def _diff(args: argparse.Namespace) -> int:
    old, new = _existing(args.old), _existing(args.new)
    from flows import release, terminal

    try:
        terminal.show_changes(release.compare(old, new), args.format)
    except ValueError as error:
        raise WrongUsage(str(error)) from None
    return DONE


def _review(args: argparse.Namespace) -> int:
    folder = _existing(args.release)
    from flows import terminal
    from flows.consolidation.review import review

    try:
        terminal.show_review(review(folder), args.format)
    except ValueError as error:
        raise WrongUsage(str(error)) from None
    return DONE


def _existing(path: Path) -> Path:
    if not path.exists():
        raise WrongUsage(f"{path}: does not exist; name a release folder, such as output/latest, or one of its files")
    return path


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog=PROGRAM, description="Open tables of what UK police and fire inspections say.", epilog="See README.md."
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {version(PROGRAM)}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    run = _command(commands, "run", _run, "read raw documents and publish a release if anything changed")
    _folders(run)
    run.add_argument("--workers", type=_count, metavar="N", help="processes that read (default: one for each core)")
    run.add_argument("--direct", action="store_true", help="without Prefect: the same road in this process")
    run.add_argument("--strict", action="store_true", help="exit with 1 if anything is in quarantine")
    run.add_argument("--allow-shrink", action="store_true", help="publish also where that withdraws most or all rows")
    run.add_argument(
        "--release-version",
        type=_version,
        metavar="X.Y.Z",
        help="the version if one is published; not less than what changed (default: just what changed)",
    )

    serve = _command(commands, "serve", _serve, "stay, and run by a schedule on a Prefect server")
    _folders(serve)
    when = serve.add_mutually_exclusive_group()
    when.add_argument("--cron", metavar="LINE", help="when, as a cron line (default: 0 6 * * *, daily at 6)")
    when.add_argument("--interval", type=_count, metavar="SECONDS", help="instead: so many seconds from run to run")
    serve.add_argument("--timezone", default="UTC", metavar="ZONE", help="such as Europe/London (default: UTC)")

    extract = _command(commands, "extract", _extract, "show the text of one document and what is found in it")
    extract.add_argument("file", metavar="FILE", help="a document, or - for standard input")
    extract.add_argument(
        "--format", choices=("table", "json"), default="table", help="json: one object for each claim, one to a line"
    )
    extract.add_argument("--explain", action="store_true", help="also the rules, and what was refused and why")

    validate = _command(commands, "validate", _validate, "check releases, or single tables, against the schemas")
    validate.add_argument(
        "targets",
        type=Path,
        nargs="+",
        metavar="RELEASE|FILE",
        help="a folder, or a file: .csv, .tsv, .parquet, .sqlite, datapackage.json",
    )
    validate.add_argument("--table", type=_table, metavar="NAME", help="table of the files (default: their stems)")

    verify = _command(commands, "verify", _verify, "prove a release: checksums, keys, every passage read again")
    verify.add_argument("release", type=Path, metavar="RELEASE", help="folder of the release")
    verify.add_argument("--raw", type=Path, default=Path("raw"), metavar="DIR", help="raw documents (default: raw)")
    verify.add_argument("--require-raw", action="store_true", help="a document that cannot be read again is a problem")

    diff = _command(commands, "diff", _diff, "show what changed from one release to another, and why")
    diff.add_argument("old", type=Path, metavar="OLD", help="folder of the older release")
    diff.add_argument("new", type=Path, metavar="NEW", help="folder of the newer release")
    diff.add_argument("--format", choices=("text", "json"), default="text", help="json: as changes.json has it")

    review = _command(commands, "review", _review, "list what of a release deserves the look of a person")
    review.add_argument(
        "release",
        type=Path,
        nargs="?",
        default=Path("output/latest"),
        metavar="RELEASE",
        help="folder of the release (default: output/latest)",
    )
    review.add_argument("--format", choices=("text", "json"), default="text", help="json: one object to a line")
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    function: Callable[[argparse.Namespace], int],
    what: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
    parser.add_argument("--debug", action="store_true", help="show where an error happened")
    parser.set_defaults(command=function)
    return parser


def _folders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--raw", type=Path, default=Path("raw"), metavar="DIR", help="documents (default: raw)")
    command.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="where releases are (default: output)"
    )
    command.add_argument(
        "--store", type=Path, metavar="DIR", help="what was extracted before (default: ~/.cache/inspection-facts)"
    )
    command.add_argument("--report", type=Path, metavar="DIR", help="where runs are reported")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def _version(text: str) -> str:
    from flows.release.versions import of_text

    try:
        return str(of_text(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _table(text: str) -> str:
    from schemas.vocabularies import codes

    if text not in (tables := codes("table")):
        raise argparse.ArgumentTypeError(f"{text!r} is no table; tables are {', '.join(tables)}")
    return text


if __name__ == "__main__":
    sys.exit(main())
