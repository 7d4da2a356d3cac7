"""Every option of every command can be given as an environment variable, and the command line goes before it."""

import argparse
import re
from pathlib import Path

import pytest

from flows.arguments import parser
from flows.cli import DONE, main
from flows.commands import COMMANDS
from flows.options import USAGE, Parser, variable_of
from tests.conftest import Folders

Output = pytest.CaptureFixture[str]


def parts() -> dict[str, Parser]:
    """The parser of each command."""
    whole = parser(COMMANDS)
    (commands,) = (each for each in whole._actions if isinstance(each, argparse._SubParsersAction))
    return dict(commands.choices)


def parsed(*arguments: str) -> argparse.Namespace:
    return parser(COMMANDS).parse_args(arguments)


OPTIONS = [(name, action.option_strings[0]) for name, part in parts().items() for action in part.options()]
# What a command cannot do without.
NEEDED = {"extract": ["file"], "validate": ["x"], "verify": ["x"], "diff": ["x", "y"]}
VALUES = {
    "--workers": "3",
    "--memory-limit": "256MB",
    "--release-version": "2.0.0",
    "--interval": "60",
    "--keep": "3",
    "--port": "8000",
    "--limit": "5",
    "--table": "ratings",
    "--format": "json",
    "--kind": "conflict",
    "--engine": "dask=tcp://127.0.0.1:8786",
    "--full-text": "none",
}


@pytest.mark.parametrize(("command", "option"), OPTIONS, ids=[" ".join(each) for each in OPTIONS])
def test_a_variable_says_what_the_option_says(command: str, option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (action,) = (each for each in parts()[command].options() if option in each.option_strings)
    value = [] if action.nargs == 0 else [VALUES.get(option, "somewhere")]
    by_option = parsed(command, *NEEDED.get(command, []), option, *value)
    assert by_option != parsed(command, *NEEDED.get(command, []))
    monkeypatch.setenv(variable_of(action), value[0] if value else "1")
    assert parsed(command, *NEEDED.get(command, [])) == by_option


def test_the_command_line_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSPECTION_FACTS_OUTPUT", "there")
    monkeypatch.setenv("INSPECTION_FACTS_INTERVAL", "60")
    assert parsed("run").output == Path("there")
    assert parsed("run", "--output", "here").output == Path("here")
    times = parsed("serve", "--cron", "0 6 * * *")
    assert (times.cron, times.interval) == ("0 6 * * *", None), "of two that exclude each other, too"


def test_an_empty_variable_is_none_and_a_switch_can_be_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSPECTION_FACTS_OUTPUT", "")
    monkeypatch.setenv("INSPECTION_FACTS_STRICT", "0")
    assert parsed("run").output == Path("output")
    assert parsed("run").strict is False
    assert parsed("run", "--strict").strict is True


@pytest.mark.parametrize(
    ("command", "variables", "message"),
    [
        ("run", {"WORKERS": "many"}, "INSPECTION_FACTS_WORKERS: 'many' is not a whole number above 0"),
        ("run", {"STRICT": "perhaps"}, "INSPECTION_FACTS_STRICT: 'perhaps' is neither 1 nor 0"),
        ("run", {"RELEASE_VERSION": "new"}, "INSPECTION_FACTS_RELEASE_VERSION: 'new' is not a version"),
        ("review", {"FORMAT": "table"}, "INSPECTION_FACTS_FORMAT: 'table' is none of text, json"),
        ("serve", {"CRON": "0 6 * * *", "INTERVAL": "60"}, "INSPECTION_FACTS_INTERVAL: not allowed with INSPECT"),
    ],
)
def test_a_wrong_variable_is_named(
    command: str, variables: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"INSPECTION_FACTS_{name}", value)
    with pytest.raises(SystemExit) as end:
        main([command])
    assert end.value.code == USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"inspection-facts {command}: {message}")


def test_a_misspelt_variable_is_told_with_the_nearest(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    monkeypatch.setenv("INSPECTION_FACTS_OUPUT", "there")
    parsed("run")
    assert "INSPECTION_FACTS_OUPUT is not an option; did you mean INSPECTION_FACTS_OUTPUT?" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_words_that_people_use(command: str, capsys: Output) -> None:
    with pytest.raises(SystemExit):
        main([*command.split(), "--help"])
    shown = capsys.readouterr().out
    assert re.findall(r"\b(?:told|things?|deserves?|whom|left open|by and by)\b", shown) == []


def test_help_tells_of_variables(capsys: Output) -> None:
    for arguments in (["--help"], ["run", "--help"]):
        with pytest.raises(SystemExit):
            main(arguments)
        assert "INSPECTION_FACTS_OUTPUT" in capsys.readouterr().out


def test_a_run_is_told_everything_by_its_environment(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    variables = {"RAW": folders.raw, "OUTPUT": folders.output, "DIRECT": "1", "WORKERS": "1", "STRICT": "1"}
    for name, value in variables.items():
        monkeypatch.setenv(f"INSPECTION_FACTS_{name}", str(value))
    folders.add("broken.txt", "")
    assert main(["run"]) == 1, "strict"
    assert (folders.output / "v1.0.0").is_dir()
    assert main(["verify", str(folders.output / "latest"), "--require-raw"]) == DONE
