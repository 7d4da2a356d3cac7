"""No file can take the run down with it: what breaks, hangs or eats the process apart costs that file alone."""

import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from flows.reading import ReadingError, isolation
from flows.reading.formats import DOCX, PDF
from tests.reading.making import as_docx, drawn_pdf, lines, read_folder

FONT = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>%s>>"


def pdf_of(content: bytes, *forms: bytes) -> bytes:
    """A page that draws with this content; each form is drawn by the name X and draws the next one by it."""

    def stream(data: bytes, about: bytes = b"") -> bytes:
        packed = zlib.compress(data, 9)
        return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream" % (len(packed), about, packed)

    def resources(number: int) -> bytes:
        return FONT % (b"/XObject<</X %d 0 R>>" % number if number < 5 + len(forms) else b"")

    about = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources%s>>" % resources(5),
        stream(content),
        *(stream(form, about + resources(number)) for number, form in enumerate(forms, 6)),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<</Root 1 0 R>>\n%%EOF"


GREEDY = pdf_of(b"q " * 20_000_000)
ENDLESS = pdf_of(b"/X Do", *[b"/X Do " * 10] * 8, b"BT /F 10 Tf (ha) Tj ET")
GOOD = drawn_pdf(lines("It does well."))


def test_a_file_that_eats_memory_costs_that_file_alone() -> None:
    with pytest.raises(ReadingError, match="too-complex"):
        PDF.read(GREEDY)
    assert PDF.read(GOOD).text == "It does well.\n"


def test_a_file_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolation, "MOST_SECONDS", 0.2)
    with pytest.raises(ReadingError, match=r"too-complex: takes more than 0\.2 seconds"):
        PDF.read(ENDLESS)
    monkeypatch.undo()
    assert PDF.read(GOOD).text == "It does well.\n"


def test_the_process_is_kept_for_the_next_file() -> None:
    PDF.read(GOOD)
    worker = isolation._worker()
    DOCX.read(as_docx())
    assert isolation._worker() is worker


def test_a_process_that_was_killed_is_replaced() -> None:
    PDF.read(GOOD)
    worker = isolation._worker()
    worker.process.kill()
    worker.process.wait()
    assert isolation._worker() is not worker
    assert PDF.read(GOOD).text == "It does well.\n"


def test_a_process_that_dies_over_its_answer_has_given_none(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [b'{"text": "It does w']
    ask = isolation._ask
    monkeypatch.setattr(isolation, "_ask", lambda *request: answers.pop() if answers else ask(*request))
    with pytest.raises(ReadingError, match="too-complex"):
        PDF.read(GOOD)
    monkeypatch.undo()
    assert PDF.read(GOOD).text == "It does well.\n"


def test_a_folder_of_traps_costs_a_row_each(tmp_path: Path) -> None:
    for name, data in {
        "good.pdf": GOOD,
        "greedy.pdf": GREEDY,
        "broken.docx": b"PK",
        "scan.pdf": drawn_pdf([]),
        "empty.html": b"<html></html>",
    }.items():
        (tmp_path / name).write_bytes(data)
    documents, rejects = read_folder(tmp_path)
    assert [document.document_id for document in documents] == ["good"]
    assert {reject.raw_path: reject.reason for reject in rejects} == {
        "broken.docx": "malformed",
        "empty.html": "empty",
        "greedy.pdf": "too-complex",
        "scan.pdf": "image-only",
    }


def test_libraries_for_files_stay_out_of_this_process() -> None:
    libraries = {"lxml", "docx", "trafilatura", "pdfplumber", "pypdfium2"}
    code = f"import sys, flows.reading; print({libraries} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_how_large_this_process_is_says_nothing_of_the_one_that_reads() -> None:
    code = (
        "from flows.reading import isolation\n"
        "from flows.reading.formats import HTML\n"
        "held = bytearray(b'x') * 450_000_000\n"
        "page = b'<html><body><article><p>It does well, inspectors said of the force.</p></article></body></html>'\n"
        "HTML.read(page)\n"
        "worker = isolation._worker()\n"
        "HTML.read(page)\n"
        "print(isolation._worker() is worker)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
