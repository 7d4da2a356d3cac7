"""The command: data on standard output, one line for an error, and the exit codes of the contract."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from flows import batch, reading, stages
from flows.arguments import USAGE
from flows.cli import DONE, WRONG, main
from flows.extraction import extract_all
from schemas.reasons import BELOW_THRESHOLD
from tests.conftest import ARTICLE, Folders

Output = pytest.CaptureFixture[str]


def run(folders: Folders, *options: str) -> int:
    return main(["run", "--direct", *folders.options, *options])


def one_line(text: str) -> str:
    """The one line on standard error, which is no traceback."""
    lines = [line for line in text.splitlines() if "warning:" not in line]
    assert len(lines) == 1, text
    assert lines[0].startswith("inspection-facts")
    return lines[0]


def reasons(folders: Folders) -> list[str]:
    return sorted(pd.read_csv(folders.output / "latest" / "quarantine.csv")["reason"])


@pytest.fixture
def release(published: Folders) -> Path:
    return published.output / "latest"


class TestRun:
    def test_publishes_once_and_then_only_what_is_new(self, folders: Folders, capsys: Output) -> None:
        assert run(folders) == DONE
        assert capsys.readouterr().out.startswith(f"v1.0.0 published: {folders.output / 'v1.0.0'}\n  1 document, ")
        assert run(folders) == DONE
        assert capsys.readouterr().out.startswith("v1.0.0 is up to date, nothing new")
        folders.add("another.txt", ARTICLE.replace("Derbyshire Constabulary", "Lincolnshire Police"))
        assert run(folders) == DONE
        out = capsys.readouterr().out
        assert out.startswith("v1.1.0 published")
        assert "since v1.0.0: ratings 1 added" in out

    def test_a_declared_version_that_is_less_than_what_changed_is_refused(
        self, release: Path, folders: Folders, capsys: Output
    ) -> None:
        folders.add("another.txt", ARTICLE.replace("Derbyshire Constabulary", "Lincolnshire Police"))
        assert run(folders, "--release-version", "1.0.1") == WRONG
        message = one_line(capsys.readouterr().err.splitlines()[-1])
        assert "version 1.0.1 is too low: a minor change after 1.0.0 is at least 1.1.0" in message
        assert not (folders.output / "v1.0.1").exists()
        assert run(folders, "--release-version", "v2.0.0") == DONE
        assert capsys.readouterr().out.startswith("v2.0.0 published")

    def test_the_claims_of_the_article_are_in_the_tables(self, release: Path) -> None:
        ratings = pd.read_parquet(release / "ratings.parquet")
        assert ratings[["body_id", "grade"]].values.tolist() == [["derbyshire-constabulary", "outstanding"]]

    def test_bad_files_go_to_quarantine_and_disturb_nothing_else(self, folders: Folders, capsys: Output) -> None:
        folders.add("empty.txt", "")
        folders.add("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00")
        folders.add("latin.txt", ARTICLE.replace("‘", "'").replace("’", "'").replace("“", '"').replace("”", '"')
                    .replace("Quillfeather", "Quillfäther").encode("latin-1"))  # fmt: skip
        folders.add("sidecar.txt", ARTICLE + "With a sidecar.\n")
        folders.add("sidecar.yaml", "published_on: soon")
        folders.add("twice.txt")
        folders.add("twice.md")
        folders.add("odd.pages")
        (folders.raw / "unreadable.txt").symlink_to("unreadable.txt")
        with (folders.raw / "huge.txt").open("wb") as file:
            file.truncate(50_000_000)
        assert run(folders, "--strict") == WRONG
        assert reasons(folders) == [
            "bad-sidecar",
            "binary",
            "duplicate-stem",
            "duplicate-stem",
            "empty",
            "too-large",
            "unknown-type",
            "unreadable",
        ]
        documents = pd.read_csv(folders.output / "latest" / "documents.csv")
        assert documents["document_id"].tolist() == ["derbyshire", "latin", "sidecar"]
        printed = capsys.readouterr()
        assert "8 in quarantine (2 duplicate-stem, 1 bad-sidecar" in printed.out
        assert "huge.txt: too-large: has 50,000,000 bytes" in printed.err

    def test_what_nobody_has_to_look_at_is_no_fault_to_the_strict(self, folders: Folders, capsys: Output) -> None:
        for name, day in (("old", "2023-03-14"), ("new", "2023-03-15")):
            folders.add(f"{name}.txt", f"{ARTICLE}On {day}.\n")
            folders.add(f"{name}.yaml", f"source_url: https://example.org/page\npublished_on: {day}\n")
        folders.add("copy.txt", ARTICLE)
        assert run(folders, "--strict") == DONE
        # What judges find likely, and not likely enough, changes with what they learn.
        assert [reason for reason in reasons(folders) if reason != BELOW_THRESHOLD] == ["duplicate", "superseded"]
        capsys.readouterr()
        assert main(["review", str(folders.output / "latest")]) == DONE
        out = capsys.readouterr().out
        assert "superseded" not in out
        assert "duplicate" not in out

    def test_no_name_of_a_file_steers_the_terminal(self, folders: Folders, capsys: Output) -> None:
        folders.add("evil\x1b[31mname.txt")
        assert run(folders) == DONE
        assert "evil\ufffd[31mname.txt: bad-name" in capsys.readouterr().err
        assert main(["review", str(folders.output / "latest")]) == DONE
        assert "bad-name: documents evil\ufffd[31mname.txt" in capsys.readouterr().out

    def test_no_sidecar_and_no_passage_steers_the_terminal(self, folders: Folders, capsys: Output) -> None:
        path = folders.add(
            "evil.txt", "HMICFRS has graded Dorset Police ‘good\u009b’ at preventing crime. Leadership is inadequate.\n"
        )
        assert main(["extract", "--format", "json", str(path)]) == DONE
        out = capsys.readouterr().out
        assert "\u009b" not in out
        assert any("\u009b" in json.loads(line)["quote"] for line in out.splitlines())
        folders.add("evil.yaml", '"\\e[31mred": x\n')
        assert main(["extract", str(path), "--format", "json"]) == DONE
        assert "\ufffd[31mred" in capsys.readouterr().err

    def test_standard_output_may_be_closed(self, folders: Folders) -> None:
        command = f"{sys.executable} -m flows.cli extract {folders.raw / 'derbyshire.txt'} >&-"
        assert subprocess.run(["bash", "-c", command], capture_output=True, check=False).returncode == DONE

    def test_a_failing_extractor_costs_a_row(self, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
        folders.add("fatal.txt", "A fatal document.")

        def faulty(documents: Sequence[reading.Document]) -> object:
            if any("fatal" in document.text for document in documents):
                raise KeyError("no such thing")
            return extract_all(documents)

        monkeypatch.setattr(batch, "extract_all", faulty)
        assert run(folders) == DONE
        assert reasons(folders) == ["extraction-failed"]

    def test_an_empty_folder_publishes_nothing(self, folders: Folders, capsys: Output) -> None:
        (folders.raw / "derbyshire.txt").unlink()
        assert run(folders) == WRONG
        assert "put documents there" in one_line(capsys.readouterr().err)
        assert not folders.output.exists()

    @pytest.mark.usefixtures("release")
    def test_an_emptied_folder_withdraws_nothing_unless_told_to(self, folders: Folders, capsys: Output) -> None:
        (folders.raw / "derbyshire.txt").write_text("")
        assert run(folders) == WRONG
        assert "--allow-shrink" in capsys.readouterr().err
        assert not (folders.output / "v1.1.0").exists()
        assert run(folders, "--allow-shrink") == DONE
        assert len(pd.read_csv(folders.output / "v1.1.0" / "ratings.csv")) == 0

    @pytest.mark.parametrize(
        ("option", "path", "says"),
        [
            ("--raw", "missing", "does not exist"),
            ("--raw", "file", "not a folder"),
            ("--output", "file", "not a folder"),
        ],
    )
    def test_a_folder_that_cannot_be_used_is_wrong_usage(
        self, folders: Folders, tmp_path: Path, capsys: Output, option: str, path: str, says: str
    ) -> None:
        (tmp_path / "file").touch()
        assert run(folders, option, str(tmp_path / path)) == USAGE
        assert says in one_line(capsys.readouterr().err)

    def test_a_folder_of_documents_that_is_gone_leaves_a_report(self, folders: Folders, tmp_path: Path) -> None:
        reports = tmp_path / "reports"
        assert run(folders, "--raw", str(tmp_path / "unmounted"), "--report", str(reports)) == USAGE
        (figures,) = (json.loads(path.read_text(encoding="utf-8")) for path in reports.glob("*-failed.json"))
        assert "unmounted: does not exist" in figures["message"]
        assert figures["published"] is False

    @pytest.mark.parametrize("option", ["--output", "--store", "--report"])
    @pytest.mark.parametrize("inside", [".", "made", "made/deeper"])
    def test_nothing_is_written_where_all_is_read(
        self, folders: Folders, capsys: Output, option: str, inside: str
    ) -> None:
        assert run(folders, option, str(folders.raw / inside)) == USAGE
        assert f"give another folder with {option}" in one_line(capsys.readouterr().err)
        assert [path.name for path in folders.raw.iterdir()] == ["derbyshire.txt"]

    def test_output_that_cannot_be_written_is_told_in_one_line(
        self, folders: Folders, capsys: Output, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device", str(folders.output))

        monkeypatch.setattr("flows.release.publishing.write_tables", full)
        assert run(folders) == WRONG
        assert "No space left on device, free some space: nothing was published" in one_line(capsys.readouterr().err)

    def test_a_fault_is_told_in_one_line_and_shown_to_those_who_debug(
        self, folders: Folders, capsys: Output, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise KeyError("a bug")

        monkeypatch.setattr(stages, "consolidate", broken)
        assert run(folders) == WRONG
        assert "--debug" in one_line(capsys.readouterr().err)
        with pytest.raises(KeyError):
            run(folders, "--debug")

    def test_direct_imports_nothing_that_it_does_not_need(self, folders: Folders) -> None:
        """Each of them takes a part of a second; pandera loads Dask and Hypothesis where they are installed."""
        large = {"prefect", "dask", "hypothesis", "jinja2", "lightgbm", "scipy", "sklearn", "lxml", "obstore"}
        arguments = ["run", "--direct", "--workers", "1", *folders.options]
        code = f"import sys; from flows.cli import main; main({arguments!r}); print({large} & {{*sys.modules}})"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "set()"

    @pytest.mark.usefixtures("release")
    def test_a_copy_moves_neither_counts_nor_identifiers(self, folders: Folders, capsys: Output) -> None:
        before = {path.name: path.read_bytes() for path in (folders.output / "latest").glob("*.csv")}
        folders.add("a-copy.txt", ARTICLE)
        assert run(folders) == DONE
        quarantine = pd.read_csv(folders.output / "latest" / "quarantine.csv")
        assert quarantine[["document_id", "reason", "value"]].values.tolist() == [
            ["a-copy", "duplicate", '"derbyshire has the same text, in derbyshire.txt"']
        ]
        now = {path.name: path.read_bytes() for path in (folders.output / "latest").glob("*.csv")}
        assert {name for name in now if now[name] != before[name]} == {"quarantine.csv"}
        capsys.readouterr()
        assert run(folders) == DONE
        assert capsys.readouterr().out.startswith("v1.1.0 is up to date")

    def test_a_saved_page_brings_no_advertisements(self, folders: Folders, capsys: Output) -> None:
        folders.add("page.html", f"<html><body><article><p>{ARTICLE}</p></article></body></html>")
        folders.add("page_files/saved_resource.html", "<html><body><p>Dorset Police was rated good.</p></body></html>")
        assert run(folders) == DONE
        assert "1 file of saved web pages skipped" in capsys.readouterr().out
        documents = pd.read_csv(folders.output / "latest" / "documents.csv")
        assert documents["document_id"].tolist() == ["derbyshire", "page"]

    @pytest.mark.usefixtures("release")
    def test_a_copy_of_what_was_removed_is_removed_with_it(self, folders: Folders) -> None:
        folders.add("a-copy.txt", ARTICLE)
        folders.add("other.txt", ARTICLE.replace("Derbyshire Constabulary", "Lincolnshire Police"))
        folders.add(
            "corrections/gone.yaml",
            "- {action: remove-document, document_id: derbyshire, who: A. Editor, when: 2026-01-02, why: asked to}\n",
        )
        for _ in range(2):
            assert run(folders, "--allow-shrink") == DONE
            documents = pd.read_csv(folders.output / "latest" / "documents.csv")
            assert documents["document_id"].tolist() == ["other"]


class TestExtract:
    def test_json_has_one_claim_on_each_line_with_its_passage(self, folders: Folders, capsys: Output) -> None:
        path = folders.raw / "derbyshire.txt"
        assert main(["extract", str(path), "--format", "json"]) == DONE
        found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert {claim["table"] for claim in found} == {"ratings", "disruptions", "stakeholders"}
        assert all(ARTICLE[claim["start"] : claim["end"]] == claim["quote"] for claim in found)

    def test_the_table_shows_every_passage(self, folders: Folders, capsys: Output) -> None:
        assert main(["extract", str(folders.raw / "derbyshire.txt")]) == DONE
        out = capsys.readouterr().out
        assert "outstanding" in out
        assert "Ada Quillfeather" in out

    def test_a_document_may_come_from_standard_input(self, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
        assert main(["extract", "-", "--format", "json"]) == DONE
        assert '"document_id": "stdin"' in capsys.readouterr().out

    def test_what_a_terminal_has_no_character_for_is_replaced(self, folders: Folders) -> None:
        path = folders.add("quoted.txt", "Dorset Police was rated ‘good’ at preventing crime, HMICFRS said.\n")
        plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        command = [sys.executable, "-m", "flows.cli", "extract", str(path)]
        done = subprocess.run(command, env={**os.environ, **plain}, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (DONE, "")
        assert "rated ?good? at preventing" in done.stdout

    def test_a_file_that_is_not_there_is_wrong_usage(self, tmp_path: Path, capsys: Output) -> None:
        assert main(["extract", str(tmp_path / "missing.txt")]) == USAGE
        assert "missing.txt: not a file" in one_line(capsys.readouterr().err)

    def test_a_file_that_cannot_be_read_is_something_wrong(self, folders: Folders, capsys: Output) -> None:
        assert main(["extract", str(folders.add("binary.txt", b"\x00"))]) == WRONG
        assert "binary" in one_line(capsys.readouterr().err)

    def test_a_reader_that_has_seen_enough_is_no_error(self, folders: Folders) -> None:
        read_end, write_end = os.pipe()
        os.close(read_end)
        command = [sys.executable, "-m", "flows.cli", "extract", str(folders.raw / "derbyshire.txt")]
        done = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, text=True, check=False)
        os.close(write_end)
        assert (done.returncode, done.stderr) == (DONE, "")


class TestReleases:
    def test_a_release_and_its_files_are_valid(self, release: Path, capsys: Output) -> None:
        assert main(["validate", str(release), str(release / "ratings.csv")]) == DONE
        assert capsys.readouterr().out == ""

    def test_a_wrong_cell_is_named(self, release: Path, tmp_path: Path, capsys: Output) -> None:
        wrong = tmp_path / "mine.csv"
        wrong.write_text((release / "ratings.csv").read_text().replace("outstanding", "excellent", 1))
        assert main(["validate", str(wrong), "--table", "ratings"]) == WRONG
        assert "excellent" in capsys.readouterr().out
        assert main(["validate", str(wrong)]) == WRONG
        assert "is not named after a table" in capsys.readouterr().out

    def test_a_release_is_verified_against_the_raw_files(
        self, release: Path, folders: Folders, capsys: Output, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(folders.raw.parent)
        assert main(["verify", str(release)]) == DONE
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "passages checked in 1 document:" in printed.err

    def test_a_release_whose_raw_files_are_gone_is_said_to_be(
        self, release: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "raw" / "derbyshire.txt").unlink()
        for there in (True, False):
            assert main(["verify", str(release)]) == DONE
            assert "1 without their raw file" in capsys.readouterr().err
            assert main(["verify", str(release), "--require-raw"]) == WRONG
            if there:
                (tmp_path / "raw").rmdir()

    def test_raw_files_that_are_named_are_there(self, release: Path, capsys: Output) -> None:
        assert main(["verify", str(release), "--raw", "nowhere"]) == USAGE
        assert "nowhere: not a folder" in one_line(capsys.readouterr().err)

    def test_one_changed_character_is_found_and_named(self, release: Path, folders: Folders, capsys: Output) -> None:
        path = release / "ratings.csv"
        path.write_text(path.read_text().replace("outstanding", "outstandinG", 1))
        assert main(["verify", str(release), "--raw", str(folders.raw)]) == WRONG
        assert "ratings.csv" in capsys.readouterr().out

    def test_what_changed_is_shown_row_by_row(self, release: Path, folders: Folders, capsys: Output) -> None:
        folders.add("another.txt", ARTICLE.replace("Derbyshire Constabulary", "Lincolnshire Police"))
        run(folders)
        capsys.readouterr()
        assert main(["diff", str(folders.output / "v1.0.0"), str(release)]) == DONE
        printed = capsys.readouterr()
        assert "· `lincolnshire-police.serious-and-organised-crime.2023-03`\n" in printed.out
        assert printed.err == "minor change\n"

    @pytest.mark.parametrize("command", [["validate"], ["verify"], ["diff", "missing"]])
    def test_a_release_that_is_not_there_is_wrong_usage(self, command: list[str], capsys: Output) -> None:
        assert main([*command, "missing"]) == USAGE
        assert "does not exist" in one_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["run", "--workers", "0"],
        ["run", "--memory-limit", "999999TB"],
        ["run", "--output", ""],
        ["run", "--output", "ftp://x/y"],
        ["run", "--output", "s3://"],
        ["run", "--output", "s3:/x"],
        ["run", "--release-version", "2"],
        ["validate", "x.csv", "--table", "x"],
        ["extract"],
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == USAGE
    assert "--help" in one_line(capsys.readouterr().err)
