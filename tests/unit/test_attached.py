"""Attached copies: kept for the reader's eyes only, the better one stays, and a copy that is none is refused in words."""

from __future__ import annotations

import html
import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from tui.cli import main
from tui.errors import NO_ACCESS, PROBLEMS_FOUND, CorpusError, StoreError
from tui.notebook import attaching
from tui.notebook.attached import Attached, attached_to
from tui.notebook.attaching import bytes_of, coded, fits
from tui.notebook.copies import DIFFERS, FOUND, MISSING
from tui.paths import attached_folder, bundled_corpus, vocabulary_file
from tui.store.build import open_corpus
from tui.store.library import Library

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
ARTICLE = "art:hc31"
ALL = [f"hc31#{at}" for at in ("title", "date", *"123456")]

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the source articles are not ours to carry and do not lie beside this checkout"
)
not_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")


@pytest.fixture
def weir(valleys: Path) -> str:
    """The text of the article of the valleys."""
    return (valleys / "weir.txt").read_text("utf-8")


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Attached:
    return attached_to(library, tmp_path / "data" / "khabar" / "attached")


@pytest.fixture(autouse=True)
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def attach(library: Library, shelf: Attached, text: str) -> None:
    (one,) = fits(library, shelf, text.encode(), "copy")
    shelf.keep(one.copy.article, one.page)


# -- finding the article


def test_a_copy_finds_its_article_and_every_paragraph(library: Library, shelf: Attached, weir: str) -> None:
    (one,) = fits(library, shelf, weir.encode(), "copy")
    assert (one.copy.article, one.copy.cited(FOUND), one.better) == (ARTICLE, ALL, None)


def test_html_with_all_that_stands_around_an_article_does_as_well(library: Library, shelf: Attached, weir: str) -> None:
    blocks = [html.escape(block) for block in weir.split("\n\n")]
    page = "<html><nav><ul><li>Menu<li>Search</ul></nav>" + "<aside>Share</aside>".join(f"<p>{b}</p>" for b in blocks)
    (one,) = fits(library, shelf, page.encode(), "copy")
    assert one.copy.cited(FOUND) == ALL


def test_what_differs_and_what_is_missing_is_told(library: Library, shelf: Attached, weir: str) -> None:
    blocks = weir.strip().split("\n\n")
    blocks[3] = blocks[3].replace("every night", "each night")
    del blocks[5]
    (one,) = fits(library, shelf, "\n\n".join(blocks).encode(), "copy")
    assert one.copy.cited(MISSING) == ["hc31#4"]
    assert one.copy.cited(DIFFERS) == ["hc31#2"]
    assert one.copy.paragraphs["hc31#2"].text == " ".join(blocks[3].split())


@pytest.mark.parametrize("few", [0, 100])
def test_among_many_articles_the_right_one_is_found(
    library: Library, shelf: Attached, weir: str, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "FEW", few)
    (one,) = fits(library, shelf, weir.encode(), "copy")
    assert one.copy.found == len(ALL)


@pytest.mark.parametrize(
    "text", ["Another article altogether.\n\nOf two paragraphs.", "Harn weir stays shut as two valleys trade blame"]
)
def test_what_is_a_copy_of_no_article_is_refused(library: Library, shelf: Attached, text: str) -> None:
    with pytest.raises(CorpusError, match="no paragraph of it is one that this corpus codes"):
        fits(library, shelf, text.encode(), "copy")


@needs_seeds
def test_each_of_the_five_articles_is_found_whole_as_text_and_as_html(tmp_path: Path) -> None:
    daraa = open_corpus(bundled_corpus(), vocabulary_file(), tmp_path / "daraa.json")
    shelf = attached_to(daraa, tmp_path / "attached")
    for row in daraa.rows(daraa.numbers("article")):
        data = bytes_of(SEEDS / daraa.record(row.id)["file"])
        lines = [html.escape(line) for line in data.decode().splitlines() if line.strip()]
        page = "<!doctype html><body>" + "<div>Share this</div>".join(f"<p>{line}" for line in lines)
        for copy in (data, page.encode(), data.decode().encode("utf-16")):
            (one,) = fits(daraa, shelf, copy, "copy")
            assert (one.copy.article, one.copy.found) == (row.id, len(coded(daraa, row.id)))
    daraa.close()


# -- keeping


def test_a_copy_is_kept_for_the_readers_eyes_only(library: Library, shelf: Attached, weir: str) -> None:
    attach(library, shelf, weir)
    path = shelf.path(ARTICLE)
    assert path is not None
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent, path.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]
    assert [one.name for one in path.parent.iterdir()] == ["hc31.txt"]


def test_a_kept_copy_is_what_was_attached(library: Library, shelf: Attached, weir: str) -> None:
    attach(library, shelf, weir)
    copy = shelf.copy(library, ARTICLE)
    assert copy is not None
    assert copy.cited(FOUND) == ALL
    assert copy is shelf.copy(library, ARTICLE)
    assert shelf.copy(library, "art:none") is None


def test_another_copy_is_seen_without_a_new_start(library: Library, shelf: Attached, weir: str) -> None:
    attach(library, shelf, weir.partition("Three days")[0])
    assert (copy := shelf.copy(library, ARTICLE)) and copy.found == len(ALL) - 3
    attach(library, shelf, weir)
    assert (copy := shelf.copy(library, ARTICLE)) and copy.found == len(ALL)


def test_a_worse_copy_knows_of_the_better_one(library: Library, shelf: Attached, weir: str) -> None:
    attach(library, shelf, weir)
    (worse,) = fits(library, shelf, weir.partition("Three days")[0].encode(), "copy")
    (as_good,) = fits(library, shelf, weir.encode(), "copy")
    assert worse.better is not None and worse.better.found == len(ALL)
    assert as_good.better is None


def test_a_corpus_that_was_moved_keeps_its_copies(
    library: Library, shelf: Attached, weir: str, valleys_copy: Path, tmp_path: Path
) -> None:
    attach(library, shelf, weir)
    moved = open_corpus(valleys_copy, vocabulary_file(), tmp_path / "moved.json")
    assert attached_to(moved, tmp_path / "data" / "khabar" / "attached").has(ARTICLE)
    moved.close()


@pytest.mark.parametrize(
    "article", ["art:../../evil", "art:", "art:/etc/passwd", "art:a\0b", "art:" + "w" * 5_000, "art:.."]
)
def test_no_id_leads_out_of_the_folder(shelf: Attached, article: str) -> None:
    path = shelf.path(article)
    assert path is not None and path.parent == shelf.folder
    assert len(path.name) < 80
    assert not shelf.has(article)


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\x00", b"\0" * 99, b"<p>gone</p>"])
def test_a_damaged_copy_is_told_and_ends_nothing(library: Library, shelf: Attached, weir: str, damage: bytes) -> None:
    attach(library, shelf, weir)
    path = shelf.path(ARTICLE)
    assert path is not None
    path.write_bytes(damage)
    copy = shelf.copy(library, ARTICLE)
    assert copy is not None
    assert copy.trouble or not copy.found


def test_where_there_is_no_room_it_says_what_to_do(library: Library, tmp_path: Path, weir: str) -> None:
    (tmp_path / "file").write_text("in the way")
    shelf = attached_to(library, tmp_path / "file" / "attached")
    (one,) = fits(library, shelf, weir.encode(), "copy")
    with pytest.raises(StoreError, match="XDG_DATA_HOME"):
        shelf.keep(ARTICLE, one.page)


# -- the command


@pytest.fixture
def khabar(valleys: Path, capsys: pytest.CaptureFixture[str]):
    def run(*words: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["attach", *map(str, words), "--corpus", str(valleys)])
        out, err = capsys.readouterr()
        assert all(line.isprintable() for line in (out + err).split("\n"))
        assert "Traceback" not in err and "fault of khabar" not in err
        return code, out, err

    return run


def test_it_says_what_was_found_and_where_it_is_kept(khabar, valleys: Path, data_home: Path) -> None:
    code, out, err = khabar(valleys / "weir.txt")
    kept = next(data_home.rglob("hc31.txt"))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "art:hc31  Harn weir stays shut as two valleys trade blame",
        f"  {valleys / 'weir.txt'}: text in UTF-8",
        "  8 of 8 paragraphs found",
        f"  kept in {kept}",
    ]
    assert kept.is_relative_to(attached_folder())
    assert khabar()[1].splitlines() == [out.splitlines()[0], "  8 of 8 paragraphs found", f"  kept in {kept}"]


def test_it_says_what_differs_and_what_is_missing(khabar, weir: str, tmp_path: Path) -> None:
    blocks = weir.strip().split("\n\n")
    blocks[3] = blocks[3].replace("every", "each \x1b[31m\u202e")
    (tmp_path / "copy.txt").write_text("\n\n".join(blocks[:-1]))
    code, out, _ = khabar(tmp_path / "copy.txt")
    assert code == 0
    assert "  6 of 8 paragraphs found\n  hc31#2 differs; in its place stands: The Orren Water Board rejects" in out
    assert "  missing: hc31#6\n" in out


def test_a_worse_copy_is_refused_unless_forced(
    khabar, valleys: Path, weir: str, tmp_path: Path, data_home: Path
) -> None:
    worse = tmp_path / "worse.txt"
    worse.write_text(weir.partition("Three days")[0])
    khabar(valleys / "weir.txt")
    kept = next(data_home.rglob("hc31.txt"))
    before = kept.read_bytes()
    code, _, err = khabar(worse)
    assert (code, kept.read_bytes()) == (PROBLEMS_FOUND, before)
    assert "has 8 of its 8 paragraphs, this one 5; --force attaches it all the same" in err
    assert khabar(worse, "--force")[0] == 0
    assert kept.read_bytes() != before
    assert khabar(valleys / "weir.txt")[0] == 0
    assert kept.read_bytes() == before


def test_one_bad_file_does_not_keep_the_others_out(khabar, valleys: Path, tmp_path: Path, data_home: Path) -> None:
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    assert khabar(tmp_path / "binary", valleys / "weir.txt")[0] == PROBLEMS_FOUND
    assert next(data_home.rglob("hc31.txt"))
    code, _, err = khabar(tmp_path / "binary", tmp_path / "none.html", tmp_path)
    assert code == NO_ACCESS
    assert [line.partition(": ")[0] for line in err.splitlines()] == [f"{tmp_path}/binary:1:1", "khabar", "khabar"]


def test_a_gigabyte_is_refused_at_once(khabar, tmp_path: Path) -> None:
    with (tmp_path / "big.html").open("wb") as file:
        file.truncate(1 << 30)
    code, _, err = khabar(tmp_path / "big.html")
    assert code == PROBLEMS_FOUND
    assert "more than 16 MB" in err


def test_json_has_the_citations(khabar, valleys: Path) -> None:
    code, out, _ = khabar(valleys / "weir.txt", "--json")
    told = json.loads(out)
    assert (code, told["article"], told["found"], told["missing"]) == (0, ARTICLE, ALL, [])
    assert json.loads(khabar("--json")[1])["kept"] == told["kept"]


def test_nothing_attached_says_how(khabar) -> None:
    code, out, err = khabar()
    assert (code, out) == (0, "")
    assert "khabar attach FILE" in err


@not_root
def test_a_folder_that_cannot_be_written_is_told(khabar, valleys: Path, data_home: Path) -> None:
    data_home.mkdir(mode=0o500)
    code, _, err = khabar(valleys / "weir.txt")
    assert code == NO_ACCESS and "XDG_DATA_HOME" in err
    shutil.rmtree(data_home)
