"""Reading a corpus: a clean one comes back whole, and every mistake is told at its place with what to do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import edit

from tui.corpus import reader
from tui.corpus.kinds import KINDS
from tui.corpus.reader import Corpus, read_corpus, source_files
from tui.corpus.text import sha8
from tui.errors import CorpusError, Problem, StoreError, UsageError
from tui.paths import vocabulary_file


def read(folder: Path) -> Corpus:
    return read_corpus(folder, vocabulary_file())


def problems_of(folder: Path) -> list[Problem]:
    """Return the problems of a corpus; a test fails where reading it raises anything but CorpusError."""
    try:
        return read(folder).warnings
    except CorpusError as error:
        return error.problems


def codes_of(folder: Path) -> list[str]:
    return [problem.code for problem in problems_of(folder)]


def test_the_clean_corpus_has_every_kind_and_no_problem(valleys: Path) -> None:
    corpus = read(valleys)
    assert corpus.warnings == []
    assert [kind for kind in KINDS if not corpus.records[kind]] == []


def test_records_come_in_the_order_of_files_and_of_lines(valleys: Path) -> None:
    corpus = read(valleys)
    assert [event["id"].removeprefix("evt:") for event in corpus.records["event"]] == [
        "accord-made", "gate-chained", "gate-shut", "lorry-turned-back", "marrow-warns", "road-closed",
    ]  # fmt: skip


def test_short_forms_are_written_out(valleys: Path) -> None:
    records = read(valleys).records
    term = records["agreement"][0]["terms"][0]
    assert term["cite"] == ["hc31#1"]
    assert term["obligor"] == ["act:orren-water-board"]
    assert term["status_log"][0]["when"] == {
        "edtf": "2031-05-12",
        "earliest": "2031-05-12",
        "latest": "2031-05-12",
        "basis": "stated",
    }
    assert records["claim"][1]["about"] == [{"record": "evt:gate-shut"}]
    assert (records["figure"][0]["low"], records["place"][2]["lat"]) == (40, 46.5)


def test_the_digests_of_the_clean_corpus_belong_to_its_source_text(valleys: Path) -> None:
    (article,) = read(valleys).records["article"]
    paragraphs = (valleys / article["file"]).read_text("utf-8").split("\n\n")
    assert [digest["sha8"] for digest in article["paragraphs"]] == [sha8(paragraph) for paragraph in paragraphs]


EVERY_MISTAKE = [
    ("actors.yaml", 3, 10, "type"),
    ("actors.yaml", 8, 18, "implicit-boolean"),
    ("actors.yaml", 9, 3, "unknown-key"),
    ("actors.yaml", 12, 3, "duplicate-id"),
    ("agreements.yaml", 1, 1, "empty-file"),
    ("articles.yaml", 3, 10, "implicit-number"),
    ("articles.yaml", 5, 13, "form"),
    ("articles.yaml", 7, 27, "empty"),
    ("articles.yaml", 10, 7, "paragraph-order"),
    ("articles.yaml", 11, 7, "duplicate-id"),
    ("claims.yaml", 4, 11, "dangling-field"),
    ("corpus.yaml", 2, 1, "missing-key"),
    ("corpus.yaml", 5, 9, "range"),
    ("events/gate.yaml", 2, 10, "too-long"),
    ("events/gate.yaml", 5, 9, "bare-date"),
    ("events/gate.yaml", 6, 26, "repeated"),
    ("events/gate.yaml", 7, 26, "wrong-kind"),
    ("events/gate.yaml", 9, 17, "dangling-id"),
    ("events/gate.yaml", 11, 35, "dropped-text"),
    ("events/gate.yaml", 12, 12, "cleaned"),
    ("events/gate.yaml", 19, 9, "point-interval"),
    ("events/gate.yaml", 22, 10, "cite-form"),
    ("events/gate.yaml", 22, 16, "cite-article"),
    ("events/gate.yaml", 22, 24, "cite-paragraph"),
    ("events/road.yaml", 5, 9, "date-cycle"),
    ("figures.yaml", 1, 3, "low-high"),
    ("issues.yaml", 2, 1, "several-documents"),
    ("outlets.yaml", 3, 9, "choice"),
    ("places.yaml", 1, 3, "cycle"),
    ("places.yaml", 5, 8, "range"),
    ("places.yaml", 6, 8, "number"),
    ("places.yaml", 10, 3, "duplicate-key"),
    ("places.yaml", 11, 10, "anchor"),
    ("places.yaml", 15, 3, "merge-key"),
    ("places.yaml", 15, 7, "alias"),
    ("places.yaml", 16, 9, "tag"),
    ("places.yaml", 18, 11, "self-reference"),
    ("places.yaml", 23, 5, "key"),
    ("places.yaml", 26, 21, "edtf"),
    ("places.yaml", 27, 14, "date-missing"),
    ("places.yaml", 28, 14, "bounds"),
    ("places.yaml", 29, 14, "bounds"),
    ("places.yaml", 30, 28, "relative"),
    ("places.yaml", 31, 14, "date-conflict"),
    ("relations.yaml", 3, 8, "syntax"),
    ("rivers.yaml", 1, 1, "unknown-file"),
    ("rounds.yaml", 7, 7, "dangling-move"),
    ("threads.yaml", 7, 7, "column"),
    ("threads.yaml", 9, 7, "state"),
]


def test_every_mistake_is_told_once_at_its_place(thirty: Path) -> None:
    told = [(Path(p.file).relative_to(thirty).as_posix(), p.line, p.column, p.code) for p in problems_of(thirty)]
    assert told == EVERY_MISTAKE
    assert len({code for *_, code in told}) >= 30


def test_a_corpus_with_mistakes_is_refused_with_all_of_them(thirty: Path) -> None:
    with pytest.raises(CorpusError) as refused:
        read(thirty)
    assert str(refused.value).splitlines() == [str(problem) for problem in refused.value.problems]
    assert refused.value.exit_code == 1


ADVICE = re.compile(r"; \w+ \S|: (write|leave|quote) |must be|needs one of|has the paragraphs")


def test_a_problem_is_one_line_that_begins_with_its_place_and_code(thirty: Path) -> None:
    form = re.compile(r".+\.yaml:[1-9]\d*:[1-9]\d*: (error|warning)\[[a-z-]+\]: .+")
    assert [str(problem) for problem in problems_of(thirty) if not form.fullmatch(str(problem))] == []


def test_an_error_says_what_to_do(thirty: Path) -> None:
    errors = [problem for problem in problems_of(thirty) if problem.severity == "error"]
    assert [str(problem) for problem in errors if not ADVICE.search(problem.message)] == []


def test_what_was_taken_out_of_a_text_is_only_a_warning(valleys_copy: Path) -> None:
    edit(valleys_copy / "claims.yaml", "content: The sluice has", 'content: "\\e[2JThe sluice\\u202E has"  #')
    corpus = read(valleys_copy)
    assert corpus.records["claim"][0]["content"] == "[2JThe sluice has"
    assert [(warning.code, warning.severity) for warning in corpus.warnings] == [("cleaned", "warning")]
    assert corpus.warnings[0].message.endswith("1 ESC, 1 bidi")


BASE = "event: evt:accord-made"
MISTAKES = {
    "bare date": ("articles.yaml", "published: {", "published: 2031-05-12  # {", "bare-date"),
    "bare date in a long form": ("articles.yaml", 'edtf: "2031-05-12"', "edtf: 2031-05-12", "bare-date"),
    "anchor": ("relations.yaml", "type: represents", "type: &x represents", "anchor"),
    "alias": ("relations.yaml", "type: represents", "type: *x", "alias"),
    "no offset": ("events/weir.yaml", ", offset: P3D", "", "missing-key"),
    "no ISO offset": ("events/weir.yaml", "offset: P3D", "offset: 3 days", "edtf"),
    "implicit boolean as base": ("events/weir.yaml", BASE, "event: no", "implicit-boolean"),
    "bare base": ("events/weir.yaml", f"{{{BASE}, offset: P3D}}", "evt:accord-made", "type"),
    "dangling base": ("events/weir.yaml", BASE, "event: evt:accord", "dangling-id"),
    "base without a date": ("events/weir.yaml", BASE, "event: act:ilse-marrow", "wrong-kind"),
    "a date on itself": ("events/weir.yaml", BASE, "event: evt:gate-chained", "self-reference"),
    "parent of itself": ("places.yaml", "parent: plc:tasmel", "parent: plc:harn", "self-reference"),
    "two terms of one id": ("agreements.yaml", "id: labour", "id: third-of-the-river", "duplicate-id"),
    "low above high": ("figures.yaml", "low: 40", "low: 61", "low-high"),
    "nothing cited": ("claims.yaml", "cite: hc31#2", "cite: []", "empty"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "before", "after", "code"), MISTAKES.values(), ids=MISTAKES.keys())
def test_one_mistake_is_one_problem(valleys_copy: Path, file: str, before: str, after: str, code: str) -> None:
    edit(valleys_copy / file, before, after)
    assert codes_of(valleys_copy) == [code]


@pytest.mark.parametrize(
    ("file", "before"),
    [
        ("figures.yaml", "low: 40"),
        ("actors.yaml", "names: [{text: Ilse Marrow}]"),
        ("articles.yaml", 'published: {edtf: "2031-05-12", said: "12 May 2031", cite: "hc31#date"}'),
    ],
    ids=["number", "list", "date"],
)
def test_an_alias_is_one_problem_whatever_it_stands_for(valleys_copy: Path, file: str, before: str) -> None:
    edit(valleys_copy / file, before, before.partition(":")[0] + ": *x")
    assert codes_of(valleys_copy) == ["alias"]


@pytest.mark.parametrize("number", ["0", "-7", "59", "59.5"])
def test_a_plain_number_is_read(valleys_copy: Path, number: str) -> None:
    edit(valleys_copy / "figures.yaml", "low: 40", f"low: {number}")
    assert read(valleys_copy).records["figure"][0]["low"] == float(number)


@pytest.mark.parametrize(
    "number", ["'40'", "040", "+40", "4e1", "4_0", "0x28", "40.", ".5", ".nan", "1:30", "4٠", "forty", "[40]", ""]
)
def test_every_other_way_of_writing_a_number_is_refused(valleys_copy: Path, number: str) -> None:
    edit(valleys_copy / "figures.yaml", "low: 40", f"low: {number}")
    assert codes_of(valleys_copy) == ["number"]


@pytest.mark.parametrize("field", ["when", "terms", "terms.labour", "terms.labour.status_log"])
def test_a_claim_may_be_about_a_field_down_to_a_term(valleys_copy: Path, field: str) -> None:
    edit(valleys_copy / "claims.yaml", "field: terms.third-of-the-river", f"field: {field}")
    assert codes_of(valleys_copy) == []


@pytest.mark.parametrize("field", ["gate", "terms.levy", "terms.labour.deadline", "title.words", "where.plc:harn"])
def test_a_claim_about_a_field_that_is_not_there_is_told(valleys_copy: Path, field: str) -> None:
    edit(valleys_copy / "claims.yaml", "field: terms.third-of-the-river", f"field: {field}")
    assert codes_of(valleys_copy) == ["dangling-field"]


@pytest.mark.parametrize(
    ("new", "codes"),
    [
        ('edtf: "2031-04", earliest: "2031-04-03", latest: "2031-04-09"', []),
        ('edtf: "2031-04", earliest: "2031-04-30"', []),
        ('edtf: "2031-04~", earliest: "2031-03-25", latest: "2031-05-05"', []),
        ('edtf: "2031-04?", latest: "2031-05-05"', []),
        ('edtf: "[..2031-04]", earliest: "2030-01-01"', []),
        ('edtf: "2031-04", earliest: "2031-03-31"', ["bounds"]),
        ('edtf: "2031-04", latest: "2031-05-01"', ["bounds"]),
        ('edtf: "2031-04", earliest: "2031-05-01"', ["bounds"]),
        ('edtf: "2031-04", earliest: "2031-04"', ["bounds"]),
        ('edtf: "2031-04", latest: "in April"', ["bounds"]),
        ('earliest: "2031-04-03", latest: "2031-04-09"', ["date-missing"]),
    ],
)
def test_bounds_narrow_a_date_and_only_a_doubt_lets_them_widen_it(
    valleys_copy: Path, new: str, codes: list[str]
) -> None:
    edit(valleys_copy / "events" / "accord.yaml", 'edtf: "[2031-04-01..2031-04-10]"', new)
    assert codes_of(valleys_copy) == codes


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("claims.yaml", "- id: !%1b%5b2J x\n", id="tag with an escaped ESC"),
        pytest.param("claims.yaml", "- id: 2031-06-07-\u202ex\n", id="override in a bare date"),
        pytest.param("rivers\x1b[2J\n.yaml", "", id="file name"),
    ],
)
def test_a_problem_is_told_in_printable_text(valleys_copy: Path, name: str, text: str) -> None:
    (valleys_copy / name).write_text(text, "utf-8")
    assert [str(problem) for problem in problems_of(valleys_copy) if not str(problem).isprintable()] == []


def test_a_folder_holds_a_kind_as_well_as_a_file(valleys_copy: Path) -> None:
    whole = read(valleys_copy)
    (valleys_copy / "claims").mkdir()
    (valleys_copy / "claims.yaml").rename(valleys_copy / "claims" / "gate.yml")
    assert read(valleys_copy).records == whole.records


@pytest.mark.parametrize("hidden", [".claims.yaml", "events/.weir.yaml", ".git/claims.yaml"])
def test_a_hidden_file_is_not_read(valleys_copy: Path, hidden: str) -> None:
    (valleys_copy / hidden).parent.mkdir(exist_ok=True)
    (valleys_copy / hidden).write_text("an editor's own")
    assert codes_of(valleys_copy) == []


def test_too_many_files_are_told(valleys_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_FILES", len(source_files(valleys_copy)) - 1)
    assert codes_of(valleys_copy) == ["too-large"]


def test_a_folder_without_corpus_yaml_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a corpus is a folder with corpus\.yaml"):
        read(tmp_path)


def test_a_file_that_cannot_be_read_is_named(valleys_copy: Path) -> None:
    (valleys_copy / "claims.yaml").unlink()
    (valleys_copy / "claims.yaml").symlink_to(valleys_copy / "nowhere")
    with pytest.raises(StoreError, match=r"claims\.yaml"):
        read(valleys_copy)


def test_the_digest_is_that_of_the_sources_wherever_they_lie(valleys: Path, valleys_copy: Path) -> None:
    digest = read(valleys).digest
    assert read(valleys_copy).digest == digest
    edit(valleys_copy / "claims.yaml", "nine days", "ten days")
    changed = read(valleys_copy).digest
    (valleys_copy / "claims.yaml").rename(valleys_copy / "claims.yml")
    assert len({digest, changed, read(valleys_copy).digest}) == 3


@pytest.fixture(scope="module")
def spoilt(valleys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the clean corpus for one damage after another; each mends what it damaged."""
    return Path(shutil.copytree(valleys, tmp_path_factory.mktemp("spoilt") / "valleys"))


@given(
    which=st.integers(min_value=0),
    where=st.floats(0, 1),
    lost=st.integers(0, 60),
    put=st.binary(max_size=20) | st.text("ab1 \n:,-#?&*!|>'\"[]{}<~.\x1b", max_size=20).map(str.encode),
)
def test_any_damage_is_told_as_problems(spoilt: Path, which: int, where: float, lost: int, put: bytes) -> None:
    files = source_files(spoilt)
    file = Path(files[which % len(files)].path)
    whole = file.read_bytes()
    start = int(where * len(whole))
    file.write_bytes(whole[:start] + put + whole[start + lost :])
    try:
        assert all(problem.line >= 1 and problem.column >= 1 for problem in problems_of(spoilt))
    finally:
        file.write_bytes(whole)
