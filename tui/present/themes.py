"""Themes: one YAML file of named styles each. A theme that cannot be worn is refused with its place, never half applied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.color import ColorSystem, ColorType
from rich.errors import StyleSyntaxError
from rich.style import Style

from ..corpus.text import clean
from ..errors import CorpusError, Problem, UsageError

if TYPE_CHECKING:
    from ..corpus.yaml_reader import Node

NAMES = {
    "base": "words", "title": "titles of records and articles", "heading": "headings in an article", "block": "blocks outside the body",
    "label": "names of fields", "dim": "what matters less", "date": "dates", "code": "words of a vocabulary", "link": "other records",
    "cite": "paragraphs", "mark": "letters for what is not on the line", "off_line": "what did not happen, or may not have",
    "gutter": "paragraph numbers", "marked": "paragraphs the record rests on", "found": "what a find found", "axis": "the line of time",
    "cursor": "mark and date of the row under the cursor", "pointer": "its mark where it has no date",
    "selected": "the chosen row of a pane without focus", "header": "heads of panes",
    "header_focus": "head of the pane in focus", "bar": "first and last row of the screen", "key": "keys in the footer",
    "off": "keys that cannot act", "caret": "where the next letter goes", "notice": "what khabar has to say",
}  # fmt: skip
"""Every style a theme gives, and what it is for."""

DEFAULT, FEW_COLOURS, NO_COLOURS = "dark", "sixteen", "mono"
"""The theme that is worn where none is asked for, by what the terminal shows."""

_FORM = "write as 'bold #c0c0c0 on #101010'"


@dataclass(frozen=True)
class Theme:
    """Named styles, each laid over `base`; `warnings` is what a reader may find hard to read."""

    name: str
    title: str
    styles: MappingType[str, Style]
    warnings: tuple[Problem, ...] = ()

    def style(self, name: str) -> Style:
        """Return the style of a name, `base` for any other."""
        return self.styles.get(name) or self.styles["base"]

    def in_sixteen(self) -> Theme:
        """Return the theme as a terminal with sixteen colours can show it."""
        from .contrast import in_sixteen

        return replace(self, styles={name: in_sixteen(style) for name, style in self.styles.items()})


class ThemeFile(NamedTuple):
    """A theme that can be asked for by its name: the user's `own`, or one that comes with khabar."""

    name: str
    title: str
    path: Path
    own: bool
    hides: bool = False
    """An own one of the name of one that comes with khabar, which is then not found."""


# -- finding


def available(bundled: Path, own: Path | None = None) -> list[ThemeFile]:
    """Return the themes of both folders by name; only titles are read, so that one of them may still be unfit to be worn."""
    files = {path.stem: ThemeFile(path.stem, _title(path), path, False) for path in _files(bundled)}
    for path in _files(own) if own else ():
        files[path.stem] = ThemeFile(path.stem, _title(path), path, True, path.stem in files)
    return [files[name] for name in sorted(files)]


def _files(folder: Path) -> list[Path]:
    """Return the theme files of a folder; a name that cannot be shown as it is cannot be asked for."""
    return [path for path in folder.glob("*.yaml") if path.stem and clean(path.stem)[0] == path.stem and path.is_file()]


def _title(path: Path) -> str:
    try:
        sheet = _read(path, [])
    except OSError:
        return path.stem
    return (clean(sheet.title.text)[0] if sheet.title else "") or path.stem


def find_theme(name: str, bundled: Path, own: Path | None = None) -> Theme:
    """Return the theme of a name, the user's own first, or of a path to a file.

    Raises UsageError where there is none, CorpusError where it is unfit, OSError where it cannot be read.
    """
    if name.endswith(".yaml"):
        paths = [Path(name)]
    else:
        paths = [folder / f"{name}.yaml" for folder in (own, bundled) if folder and Path(name).name == name]
    for path in paths:
        if path.is_file():
            return read_theme(path, bundled)
    names = [file.name for file in available(bundled, own)]
    raise UsageError(f"no theme {name[:60]!r}; {_nearest(name, names)}")


def _nearest(name: str, names: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, names, n=1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(names)}"


# -- reading


def read_theme(path: Path, bundled: Path) -> Theme:
    """Read a theme; what it `extends` is one of the `bundled`, so that no theme can stand on itself.

    Raises CorpusError with every problem in it, OSError where it cannot be read.
    """
    problems: list[Problem] = []
    sheet = _read(path, problems)
    if not sheet.styles and any(problem.severity == "error" for problem in problems):
        raise CorpusError(problems)
    under: MappingType[str, _Said] = {}
    if sheet.extends:
        names = sorted(file.stem for file in _files(bundled))
        if sheet.extends.text in names:
            under = _read(bundled / f"{sheet.extends.text}.yaml", problems).styles
        else:
            what = f"no theme {sheet.extends.text[:40]!r} comes with khabar; {_nearest(sheet.extends.text, names)}"
            problems.append(sheet.extends.problem(what))
    elif missing := [name for name in NAMES if name not in sheet.styles]:
        what = (
            f"no style for {', '.join(missing)}; give one, or take all that is not given from a theme: 'extends: dark'"
        )
        problems.append(sheet.start.problem(what))
    if not sheet.title or not clean(sheet.title.text)[0]:
        problems.append((sheet.title or sheet.start).problem("the theme needs a title, as 'title: Dark'"))
    laid = _laid({**under, **sheet.styles}, problems)
    if path.parent != bundled:  # of those that come with khabar more is asserted in the tests
        problems += _hard_to_read(laid, sheet)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors or not sheet.title:
        raise CorpusError(sorted(errors))
    return Theme(path.stem, clean(sheet.title.text)[0], laid, tuple(problems))


class _Said(NamedTuple):
    """A word of a file with its place."""

    text: str
    file: str
    line: int = 1
    column: int = 1

    def problem(self, what: str, severity: str = "error") -> Problem:
        return Problem(self.file, self.line, self.column, "theme", what, severity)


class _Sheet:
    """What a theme file says. `start` is the place of what is missing."""

    def __init__(self, start: _Said) -> None:
        self.start = start
        self.title: _Said | None = None
        self.extends: _Said | None = None
        self.styles: dict[str, _Said] = {}


def _read(path: Path, problems: list[Problem]) -> _Sheet:
    data = path.read_bytes()
    return _plain_sheet(data, str(path)) or _sheet(data, str(path), problems)


_PLAIN = re.compile(
    r"""(?P<field>title|extends):\ (?P<text>[A-Za-z][A-Za-z0-9 _-]*) | styles: | \#[ -~]* |
    \ \ (?P<quote>"?)(?P<name>[a-z_]+)(?P=quote):\ "(?P<style>[ !#-\[\]-~]*)" |""",
    re.VERBOSE,
)


def _plain_sheet(data: bytes, file: str) -> _Sheet | None:
    """Read a theme written as those that come with khabar are; None for any other.

    A start reads no other YAML, and to import what does takes longer than all else of a theme.
    """
    sheet = _Sheet(_Said("", file))
    inside = False
    for number, line in enumerate(data.decode("latin-1").split("\n"), 1):
        found = _PLAIN.fullmatch(line)
        if not found:
            return None
        said, name = found["field"], found["name"]
        if said and getattr(sheet, said) is None:
            setattr(sheet, said, _Said(found["text"].rstrip(), file, number, len(said) + 3))
            inside = False
        elif name and inside and name not in sheet.styles:
            sheet.styles[name] = _Said(found["style"], file, number, found.start("style"))
        elif line == "styles:" and not sheet.start.text:
            inside, sheet.start = True, _Said(line, file, number)
        elif said or name or line == "styles:":
            return None
    return sheet if sheet.title and sheet.styles and NAMES.keys() >= sheet.styles.keys() else None


def _sheet(data: bytes, file: str, problems: list[Problem]) -> _Sheet:
    """Read a theme as YAML of any form; report every problem of the form."""
    from ..corpus.yaml_reader import Mapping, Scalar, read_yaml

    sheet = _Sheet(_Said("", file))
    root = read_yaml(data, file, problems.append)
    if root is None:
        return sheet
    if not isinstance(root, Mapping):
        problems.append(sheet.start.problem("a theme is written as 'title: …' and 'styles:'; see dark.yaml"))
        return sheet
    for name, (key, value) in root.entries.items():
        place = _Said(name, file, key.line, key.column)
        if name == "styles":
            sheet.start = place
            if isinstance(value, Mapping):
                sheet.styles = dict(_styles(value.entries, file, problems))
            elif not (isinstance(value, Scalar) and not value.text):
                problems.append(place.problem("the styles are written a line each, as 'base: \"…\"'"))
        elif name in ("title", "extends"):
            if isinstance(value, Scalar) and value.text:
                setattr(sheet, name, _Said(value.text, file, value.line, value.column))
            else:
                problems.append(place.problem(f"{name} needs a word or two"))
        else:
            what = f"a theme has no {name[:40]!r}; {_nearest(name, ['title', 'extends', 'styles'])}"
            problems.append(place.problem(what))
    return sheet


def _styles(
    entries: MappingType[str, tuple[Node, Node]], file: str, problems: list[Problem]
) -> Iterator[tuple[str, _Said]]:
    from ..corpus.yaml_reader import Scalar

    for name, (key, value) in entries.items():
        if name not in NAMES:
            what = f"no style is called {name[:40]!r}; {_nearest(name, list(NAMES))}"
            problems.append(_Said(name, file, key.line, key.column).problem(what))
        elif isinstance(value, Scalar):
            yield name, _Said(value.text, file, value.line, value.column)
        else:
            problems.append(_Said(name, file, value.line, value.column).problem(f"{name} needs a style; {_FORM}"))


# -- what can be worn


def _laid(said: MappingType[str, _Said], problems: list[Problem]) -> dict[str, Style]:
    """Return the styles, each laid over `base`; report those that are none, or that no word should have."""
    styles: dict[str, Style] = {}
    for name, word in said.items():
        if not word.text.strip():
            problems.append(word.problem(f"{name} needs a style in quotes, as # begins a comment; {_FORM}"))
            continue
        try:
            style = Style.parse(word.text)
        except StyleSyntaxError as error:
            problems.append(word.problem(f"{name}: {str(error)[:120]}; {_FORM}"))
            continue
        if unfit := [what for what in _UNFIT if getattr(style, what)]:
            what = f"{name}: {unfit[0]} hides words or moves; there are bold, italic, underline, reverse"
            problems.append(word.problem(what))
        styles[name] = style
    base = styles.get("base", Style.null())
    return {name: base + style for name, style in styles.items()}


_UNFIT = ("blink", "blink2", "conceal", "dim", "link", "frame", "encircle")


def _hard_to_read(styles: MappingType[str, Style], sheet: _Sheet) -> Iterator[Problem]:
    """Yield the styles whose words are hard to tell from their background, where khabar can know it.

    Colours are looked at as a terminal with 256 of them has them, too.
    """
    from .contrast import AA, LEAST, contrast

    for name, style in styles.items():
        found = contrast(style)
        if found is None:
            continue
        least, where = found
        if (rounded := _in_256(style)) and (there := contrast(rounded)) and there[0] < least:
            least, where = there[0], there[1] or "a terminal with 256"
        if least >= AA:
            continue
        place = sheet.styles.get(name) or sheet.styles.get("base") or sheet.start
        pair = f"{style.color and style.color.name} on {style.bgcolor and style.bgcolor.name}"
        what = f"{name}: {pair} has a contrast of {least:.1f}:1{f' in the colours of {where}' if where else ''}"
        if least < LEAST:
            yield place.problem(f"{what}, which cannot be read; give it {AA}:1, {LEAST:.0f}:1 at least")
        else:
            yield place.problem(f"{what}; {AA}:1 is better to read", "warning")


def _in_256(style: Style) -> Style | None:
    """Return a style as a terminal with 256 colours gets it, None where it is the same."""
    if not any(colour and colour.type is ColorType.TRUECOLOR for colour in (style.color, style.bgcolor)):
        return None
    rounded = (c.downgrade(ColorSystem.EIGHT_BIT) if c else None for c in (style.color, style.bgcolor))
    return style + Style.from_color(*rounded)
