"""The example of `flows/collecting/README.md` does what it says there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import flows.collecting
from flows.cli import DONE, main
from flows.collecting import resolving, sources
from tests.collecting import internet as net
from tests.collecting.internet import ONLY_HERE, article, sitemap

README = Path(flows.collecting.__file__).with_name("README.md").read_text("utf-8")
SITE = "https://www.example.org"


def test_the_example_is_what_happens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resolving, "ALLOWED", ONLY_HERE)
    monkeypatch.setattr(sources, "LEAST_DELAY", 0.0)
    (example,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    (session,) = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    with net.running() as web:
        here = f"127.0.0.1:{web.port}"
        for name in ("first", "second"):
            web.put(f"/news/{name}", article(name), host="127.0.0.1")
        web.put(
            "/sitemap.xml",
            sitemap((f"http://{here}/news/first", ""), (f"http://{here}/news/second", "")),
            host="127.0.0.1",
        )
        (tmp_path / "sources").mkdir()
        quick = (
            example.replace(SITE, f"http://{here}").replace("www.example.org", here).replace("5 seconds", "0 seconds")
        )
        (tmp_path / "sources" / "example.yaml").write_text(quick, "utf-8")
        for step in session.split("$ inspection-facts ")[1:]:
            command, _, shown = step.partition("\n")
            assert (
                main([*command.split(), "--raw", str(tmp_path), *(() if "--preview" in command else ("--direct",))])
                == DONE
            )
            printed = capsys.readouterr().out.replace(f"http://{here}", SITE)
            assert re.sub(r"before [-\d]+ [:\d]+ UTC", "before tomorrow", printed) == shown


def test_every_key_is_explained() -> None:
    explained = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (.*?) \|", README, re.MULTILINE))))
    assert explained | {"enabled"} == set(sources._KEYS)
