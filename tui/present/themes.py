"""Themes: one YAML file of named styles each. A theme that cannot be worn is refused with its place, never half applied."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from pathlib import Path

from rich.errors import StyleSyntaxError
from rich.style import Style

from ..corpus.text import clean
from ..corpus.yaml_reader import Mapping, Scalar, read_yaml
from ..errors import CorpusError, Problem, UsageError

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


@dataclass(frozen=True)
class Theme:
    """Named styles, each laid over `base`."""

    name: str
    title: str
    styles: MappingType[str, Style]

    def style(self, name: str) -> Style:
        """Return the style of a name, `base` for any other."""
        return self.styles.get(name) or self.styles["base"]


def theme_files(folder: Path) -> list[Path]:
    """Return the theme files of a folder, by name."""
    return sorted(folder.glob("*.yaml"))


def read_theme(path: Path) -> Theme:
    """Read a theme. Raises CorpusError with every problem in it, OSError where it cannot be read."""
    problems: list[Problem] = []
    root = read_yaml(path.read_bytes(), str(path), problems.append)
    entries = root.entries if isinstance(root, Mapping) else {}
    title = entries["title"][1] if "title" in entries else None
    styles = dict(_styles(entries["styles"][1], str(path), problems)) if "styles" in entries else {}
    missing = [name for name in NAMES if name not in styles]
    if not isinstance(title, Scalar) or (missing and not problems):
        what = "a title" if not isinstance(title, Scalar) else "styles for " + ", ".join(missing)
        problems.append(Problem(str(path), 1, 1, "theme", f"the theme lacks {what}; see themes/dark.yaml"))
    if problems or not isinstance(title, Scalar):
        raise CorpusError(problems)
    return Theme(path.stem, clean(title.text)[0], {name: styles["base"] + style for name, style in styles.items()})


def _styles(node: object, file: str, problems: list[Problem]) -> Iterator[tuple[str, Style]]:
    if not isinstance(node, Mapping):
        return
    for name, (key, value) in node.entries.items():
        if name not in NAMES:
            problems.append(
                Problem(
                    file, key.line, key.column, "theme", f"no style is called {name!r}; there are {' '.join(NAMES)}"
                )
            )
            continue
        if not isinstance(value, Scalar) or not value.text:
            problems.append(
                Problem(
                    file,
                    value.line,
                    value.column,
                    "theme",
                    f"{name} needs a style in quotes, as 'bold #c0c0c0 on #101010'",
                )
            )
            continue
        try:
            yield name, Style.parse(value.text)
        except StyleSyntaxError as error:
            problems.append(
                Problem(file, value.line, value.column, "theme", f"{name}: {error}; write as 'bold #c0c0c0 on #101010'")
            )


def find_theme(name: str, folder: Path) -> Theme:
    """Return the theme of a name, or of a path to a file. Raises UsageError where there is none, CorpusError where it is unfit."""
    path = Path(name) if name.endswith(".yaml") else folder / f"{name}.yaml"
    if not path.is_file():
        raise UsageError(f"no theme {name!r}; there are {', '.join(p.stem for p in theme_files(folder))}")
    return read_theme(path)
