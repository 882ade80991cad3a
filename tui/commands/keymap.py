"""Which key starts which Command where: the keys in force, as one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from .command import ANY, Command
from .keys import shown

KEPT = ("quit", "help", "redraw")
"""Commands that keep their default keys, whatever other keys they are given: the ways out of every trouble."""


@dataclass(frozen=True)
class KeyMap:
    """All Commands in the order in which they are shown, each with the keys in force."""

    commands: tuple[Command, ...]

    def live(self, pane: str) -> list[Command]:
        """Return the commands that belong to a pane. One without a key is among them."""
        return live(self.commands, pane)

    def command_for(self, key: str, pane: str) -> Command | None:
        """Return the command that a key has in a pane, None where it has none."""
        return next((command for command in self.live(pane) if key in command.keys), None)

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """Return the keys of a command, the one to show first."""
        return next(one.keys for one in self.commands if one.id == command.id)

    def with_keys(self, given: Mapping[str, Iterable[str]]) -> KeyMap:
        """Return the map with other keys for the commands of some ids; those of KEPT keep theirs as well."""

        def keys(command: Command) -> tuple[str, ...]:
            kept = command.keys if command.id in KEPT else ()
            return tuple(dict.fromkeys((*given[command.id], *kept)))

        return KeyMap(tuple(replace(one, keys=keys(one)) if one.id in given else one for one in self.commands))

    def clashes(self) -> Iterator[tuple[str, Command, Command]]:
        """Yield each key that starts two commands in one pane, with both. A map in force has none."""
        for first, second in combinations(self.commands, 2):
            if shared_panes(first, second):
                yield from ((key, first, second) for key in first.keys if key in second.keys)

    def table(self) -> str:
        """Return the keys as a Markdown table."""
        rows = ["| keys | what | where |", "|---|---|---|"]
        for command in self.commands:
            keys = " ".join(map(_code, command.keys)) or "none"
            rows.append(f"| {keys} | **{command.title}.** {command.help} | {panes(command.scope)} |")
        return "\n".join(rows)

    def lines(self) -> Iterator[str]:
        """Yield a line a command: its id and the names of its keys, as a file of keys has them, then what it does and where."""
        for command in self.commands:
            keys = ", ".join(command.keys) or "no key"
            yield f"{command.id}: {keys}; {command.title}. {command.help} {panes(command.scope).capitalize()}."


def live(commands: Iterable[Command], pane: str) -> list[Command]:
    """Return the commands that belong to a pane."""
    return [command for command in commands if pane in command.scope]


def shared_panes(one: Command, other: Command) -> tuple[str, ...]:
    """Return the panes to which two commands both belong."""
    return tuple(pane for pane in one.scope if pane in other.scope)


def panes(scope: tuple[str, ...]) -> str:
    """Return how a scope is written for a reader."""
    return "everywhere" if set(scope) == set(ANY) else ", ".join(scope)


def _code(key: str) -> str:
    """Return a key as code in a cell of a Markdown table."""
    seen = shown(key).replace("|", "\\|")
    return f"`` {seen} ``" if "`" in seen else f"`{seen}`"
