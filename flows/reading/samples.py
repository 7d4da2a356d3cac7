"""Minimal files known to be good, one for each reader that runs in the worker process.

If a reader cannot read its sample, the machine or the installation is at fault, not a document.
"""

from __future__ import annotations

import io
import zipfile

SENTENCE = "Inspectors found that this file can be read."

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DOCX_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN_TYPE}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_DOCUMENT}" Target="word/document.xml"/></Relationships>',
}


def sample(reader: str, sentence: str = SENTENCE) -> bytes:
    """Return the sample file for a reader; `sentence` is its text, which must be plain ASCII without brackets."""
    return {"html": _html, "pdf": _pdf, "docx": _docx}[reader](sentence)


def _html(sentence: str) -> bytes:
    return f"<!DOCTYPE html><html><body><article><p>{sentence}</p></article></body></html>".encode()


def _pdf(sentence: str) -> bytes:
    drawing = f"BT /F 12 Tf 72 700 Td ({sentence}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        f"<</Length {len(drawing)}>>\nstream\n{drawing}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{content}\nendobj\n" for number, content in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer\n<</Root 1 0 R>>\n%%EOF".encode()


def _docx(sentence: str) -> bytes:
    body = f"<w:body><w:p><w:r><w:t>{sentence}</w:t></w:r></w:p></w:body>"
    parts = {**_DOCX_PARTS, "word/document.xml": f'<w:document xmlns:w="{_WORD}">{body}</w:document>'}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()
