"""A folder of files: what cannot be read is named with its reason and disturbs nothing else."""

from pathlib import Path

import pytest

from flows.reading import Reject, list_folder
from tests.reading.making import read_folder


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"Text of {name}")


def reasons(rejects: list[Reject]) -> dict[str, str]:
    return {reject.raw_path: reject.reason for reject in rejects}


def test_documents_come_in_order_whatever_folder_they_are_in(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/c.md", "a/b2.txt", "Z.markdown")
    documents, rejects = read_folder(tmp_path)
    assert [document.document_id for document in documents] == ["b", "b2", "c", "z"]
    assert not rejects


def test_one_bad_file_costs_one_reject(tmp_path: Path) -> None:
    write(tmp_path, "good.txt", "odd.xyz", "alone.yaml", "bad.txt")
    (tmp_path / "bad.yaml").write_text("nonsense: 1")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "latin.txt").write_bytes("Café".encode("latin-1"))
    documents, rejects = read_folder(tmp_path)
    assert [document.document_id for document in documents] == ["bad", "good", "latin"]
    assert reasons(rejects) == {
        "alone.yaml": "orphan-sidecar",
        "bad.txt": "bad-sidecar",
        "empty.txt": "empty",
        "odd.xyz": "unknown-type",
    }


def test_files_with_one_id_are_all_refused_and_name_each_other(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "a.md", "sub/A.txt", "b.txt")
    (tmp_path / "a.yaml").write_text("title: Which of them?")
    documents, rejects = read_folder(tmp_path)
    assert [document.document_id for document in documents] == ["b"]
    assert reasons(rejects) == dict.fromkeys(["a.md", "a.txt", "sub/A.txt"], "duplicate-stem")
    assert all("a.md, a.txt, sub/A.txt" in reject.value for reject in rejects)


def test_a_file_whose_name_cannot_be_used_takes_no_other_with_it(tmp_path: Path) -> None:
    write(tmp_path, "a b.txt", "a\nb.txt")
    documents, rejects = read_folder(tmp_path)
    assert [document.document_id for document in documents] == ["a-b"]
    assert [reject.reason for reject in rejects] == ["bad-name"]


def test_of_many_files_with_one_id_each_names_some(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number:04}/index.html" for number in range(1200)))
    rejects = list_folder(tmp_path).rejects
    assert len(rejects) == 1200
    says = "1,200 files make the id index: 0000/index.html, 0001/index.html, 0002/index.html and 1,197 more"
    assert {reject.value for reject in rejects} == {says}


def test_a_sidecar_has_one_spelling(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.YAML").write_text("title: Never read")
    documents, rejects = read_folder(tmp_path)
    assert [document.title for document in documents] == ["Text of a.txt"]
    assert reasons(rejects) == {"a.YAML": "unknown-type"}


def test_a_sidecar_may_end_in_yml(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "alone.yml")
    (tmp_path / "a.yml").write_text("title: Known")
    documents, rejects = read_folder(tmp_path)
    assert [document.title for document in documents] == ["Known"]
    assert reasons(rejects) == {"alone.yml": "orphan-sidecar"}


def test_of_two_sidecars_the_one_in_full_is_read_and_the_other_told(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.yml").write_text("title: Short\npublisher: Nobody")
    (tmp_path / "a.yaml").write_text("title: Known")
    documents, rejects = read_folder(tmp_path)
    assert [(document.title, document.publisher) for document in documents] == [("Known", None)]
    assert [(reject.reason, reject.value) for reject in rejects] == [
        ("bad-sidecar", "a.yml is not read, since a.yaml is: keep one of them")
    ]


def test_what_is_wrong_with_a_sidecar_costs_no_document(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.yaml").write_text("Title: Misspelt\npublisher: The Example\npublished_on: soon\nauthor: Nobody\n")
    documents, rejects = read_folder(tmp_path)
    assert [(document.title, document.publisher) for document in documents] == [("Text of a.txt", "The Example")]
    assert [(reject.document_id, reject.reason, reject.column) for reject in rejects] == [
        ("a", "bad-sidecar", "Title"),
        ("a", "bad-sidecar", "published_on"),
        ("a", "bad-sidecar", "author"),
    ]


@pytest.mark.parametrize("page", ["page.html", "page.htm", "page.XHTML"])
def test_the_parts_of_a_saved_page_are_no_documents(tmp_path: Path, page: str) -> None:
    write(tmp_path, page, "page_files/saved_resource.html", "page_files/logo.png", "page_files/deep/advert.html")
    listing = list_folder(tmp_path)
    assert [path.name for path in listing.paths] == [page]
    assert (listing.parts_of_pages, listing.rejects) == (3, ())


def test_a_folder_of_that_name_beside_no_page_is_one_like_any_other(tmp_path: Path) -> None:
    write(tmp_path, "page_files/a.txt", "other_files/b.txt", "other.txt")
    listing = list_folder(tmp_path)
    assert [path.name for path in listing.paths] == ["other.txt", "b.txt", "a.txt"]
    assert listing.parts_of_pages == 0


def test_one_name_that_is_too_long_disturbs_no_other(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "x" * 251 + ".txt")
    documents, rejects = read_folder(tmp_path)
    assert [document.document_id for document in documents] == ["a", "x" * 120]
    assert not rejects


def test_hidden_files_and_reserved_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", ".git/a.txt", "corrections/b.txt", "sub/corrections/c.txt", "~$lock.docx")
    write(tmp_path, "sources/example.yaml", "fetches/2026-11.jsonl")
    documents, rejects = read_folder(tmp_path)
    assert [document.document_id for document in documents] == ["c"]
    assert not rejects


def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    write(tmp_path, "outside/secret.txt", "raw/inside.txt")
    raw = tmp_path / "raw"
    (raw / "leak.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (raw / "folder.txt").symlink_to(tmp_path / "outside")
    (raw / "alias.txt").symlink_to("inside.txt")
    (raw / "loop").symlink_to(raw)
    (raw / "way").symlink_to(tmp_path / "outside")
    documents, rejects = read_folder(raw)
    assert [document.document_id for document in documents] == ["alias"]
    assert reasons(rejects) == {
        "inside.txt": "duplicate",
        "leak.txt": "outside-raw",
        "folder.txt": "outside-raw",
        "loop": "unreadable",
        "way": "outside-raw",
    }


def test_words_of_a_sidecar_come_from_inside_the_folder_too(tmp_path: Path) -> None:
    write(tmp_path, "raw/a.txt", "raw/b.txt", "raw/sub/c.txt")
    raw = tmp_path / "raw"
    (tmp_path / "secret").write_text("title: A secret")
    (raw / "a.yaml").symlink_to(tmp_path / "secret")
    (raw / "b.yaml").write_text("title: Known")
    (raw / "sub" / "c.yaml").symlink_to("../b.yaml")
    documents, rejects = read_folder(raw)
    assert [document.title for document in documents] == ["Known", "Known"]
    assert [(reject.raw_path, reject.reason) for reject in rejects] == [("a.txt", "outside-raw")]
    assert "a.yaml" in rejects[0].value


def test_a_sidecar_that_leads_to_nothing_is_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    (tmp_path / "a.yaml").symlink_to("nowhere.yaml")
    documents, rejects = read_folder(tmp_path)
    assert [document.document_id for document in documents] == ["a", "b"]
    assert reasons(rejects) == {"a.txt": "bad-sidecar"}


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path, "real/a.txt")
    (tmp_path / "raw").symlink_to("real")
    assert [document.raw_path for document in read_folder(tmp_path / "raw")[0]] == ["a.txt"]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list_folder(tmp_path / "missing")
    write(tmp_path, "a.txt")
    with pytest.raises(NotADirectoryError):
        list_folder(tmp_path / "a.txt")
