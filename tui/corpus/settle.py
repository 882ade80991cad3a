"""What only all records together can show: ids, citations, relative dates, and the rules of each kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from heapq import nsmallest
from itertools import chain
from typing import Any

from ..errors import Problem
from .check import Coded
from .columns import NO_FIELD, PATH, is_path_into
from .kinds import BY_PREFIX, KINDS, short_of
from .relative import settle_dates

Report = Callable[[Problem], None]


def settle(coded: list[Coded], problems: list[Problem]) -> None:
    """Resolve what the records point at and check what they say together; dates get their bounds in place."""
    report = problems.append
    by_id = _ids(coded, report)
    _references(coded, by_id, report)
    _citations(coded, report)
    main = {
        id(one.value[name]): key for key, one in by_id.items() for name in ("when", "published") if name in one.value
    }
    dates = [date for one in coded for date in one.pending.dates]
    settle_dates(dates, {main[id(date.value)]: date for date in dates if id(date.value) in main}, report)
    for one in coded:
        keep_rules(one, by_id, report)
    no_rings(coded, by_id, report)


def keep_rules(one: Coded, by_id: Mapping[str, Coded], report: Report) -> None:
    """Check a record against the rules of its kind, for which it is enough to know the records it names."""
    for rule in _RULES.get(one.kind.name, ()):
        rule(one, by_id, report)


def no_rings(coded: Iterable[Coded], by_id: Mapping[str, Coded], report: Report) -> None:
    """See that none of these records is a part of itself, nor lies within itself."""
    coded = list(coded)
    _no_cycle(coded, "place", lambda value: [value["parent"]] if "parent" in value else [], by_id, report)
    _no_cycle(coded, "figure", lambda value: value.get("part_of", []), by_id, report)
    _no_cycle(coded, "event", _wholes, by_id, report)


def _ids(coded: Iterable[Coded], report: Report) -> dict[str, Coded]:
    by_id: dict[str, Coded] = {}
    for one in coded:
        name = one.value.get("id")
        if name is None:
            continue
        if name in by_id:
            first = by_id[name].place
            report(
                one.place.problem(
                    "duplicate-id", f"{name} stands in {first.file}:{first.line} already; merge the two or rename one"
                )
            )
        else:
            by_id[name] = one
    return by_id


def _references(coded: Iterable[Coded], by_id: Mapping[str, Coded], report: Report) -> None:
    names = sorted(by_id)
    meant: dict[str, str] = {}
    for one in coded:
        for name, kinds, place in one.pending.refs:
            target = by_id.get(name)
            if target is None:
                if name not in meant:
                    meant[name] = _meant(name, names if len(meant) < MOST_MEANT else ())
                report(place.problem("dangling-id", f"no record {name[:60]!r}; {meant[name]}"))
            elif kinds and target.kind.name not in kinds:
                report(
                    place.problem(
                        "wrong-kind", f"{name} is {_a(target.kind.name)}; here stands {' or '.join(map(_a, kinds))}"
                    )
                )
            elif name == one.value.get("id") and one.kind.name != "claim":
                report(place.problem("self-reference", f"{name} points at itself; name another record"))


MOST_MEANT = 50
"""Ids that what may be meant is looked for: each takes as long as a file."""


def _meant(name: str, names: Sequence[str]) -> str:
    """Say what a dangling id may be meant for, among these."""
    prefix = name.partition(":")[0]
    if prefix not in BY_PREFIX:
        return "an id begins with " + " ".join(f"{p}:" for p in BY_PREFIX)
    close = get_close_matches(name, _near(name, prefix, names), n=1)
    return f"did you mean {close[0]}?" if close else "add the record or mend the id"


MOST_COMPARED = 5_000
"""Ids that a dangling one is compared with; in a large corpus those that begin like it."""


def _near(name: str, prefix: str, names: Sequence[str]) -> Sequence[str]:
    """Return the sorted ids of a kind that a mistyped one may mean."""
    start, end = bisect_left(names, f"{prefix}:"), bisect_left(names, f"{prefix};")  # ";" follows ":"
    if end - start > MOST_COMPARED:
        at = bisect_left(names, name)
        start, end = max(start, at - MOST_COMPARED // 2), min(end, at + MOST_COMPARED // 2)
    return names[start:end]


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _citations(coded: Iterable[Coded], report: Report) -> None:
    coded = list(coded)
    blocks = {
        short_of(one.value["id"]): {p["at"]: None for p in one.value.get("paragraphs", []) if "at" in p}
        for one in coded
        if one.kind.name == "article" and "id" in one.value
    }
    known = ", ".join(nsmallest(8, blocks)) or "none"
    there: dict[str, str] = {}
    for one in coded:
        for cite, place in one.pending.cites:
            short, _, at = cite.partition("#")
            if short not in blocks:
                report(
                    place.problem("cite-article", f"{cite}: no article has the short id {short!r}; there are {known}")
                )
            elif at not in blocks[short]:
                if short not in there:
                    there[short] = _paragraphs_there(blocks[short])
                report(place.problem("cite-paragraph", f"{cite}: art:{short} has {there[short]}"))


def _paragraphs_there(blocks: Iterable[str]) -> str:
    last = max((int(at) for at in blocks if at.isdigit()), default=0)
    others = " ".join(at for at in blocks if not at.isdigit())
    return f"the paragraphs 1 to {last} and {others or 'no blocks'}"


def _article(one: Coded, by_id: Mapping[str, Coded], report: Report) -> None:
    expected = 1
    for paragraph in one.value.get("paragraphs", []):
        at = paragraph.get("at", "")
        if at.isdigit():
            if int(at) != expected:
                report(
                    one.place_of(paragraph).problem(
                        "paragraph-order", f"paragraph {at} follows {expected - 1}; number the body from 1 without gaps"
                    )
                )
                return
            expected += 1


def _event(one: Coded, by_id: Mapping[str, Coded], report: Report) -> None:
    when = one.value.get("when")
    if one.value.get("aspect") == "point" and when and ("/" in when.get("edtf", "") or "{" in when.get("edtf", "")):
        report(
            one.place_of(when).problem(
                "point-interval",
                f"a point falls on one day, and {when['edtf']!r} lasts; write [a..b] for one "
                "unknown day, or aspect: state",
            )
        )


def _figure(one: Coded, by_id: Mapping[str, Coded], report: Report) -> None:
    values = [one.value.get(name) for name in ("low", "best", "high")]
    known = [v for v in values if v is not None]
    if known != sorted(known):
        report(one.place.problem("low-high", f"low, best, high are {values}; low must not exceed best, nor best high"))


def _round(one: Coded, by_id: Mapping[str, Coded], report: Report) -> None:
    known: dict[str, Counter[str]] = {}
    """Of each round that is answered, how many moves have each id."""
    for move in one.value.get("moves", []):
        answers = move.get("answers")
        if answers:
            target, _, name = answers.rpartition("/")
            if target not in known:
                other = by_id.get(target) if target else one
                moves = other.value.get("moves", []) if other and other.kind.name == "round" else []
                known[target] = Counter(m.get("id") for m in moves)
            is_itself = target in ("", one.value.get("id")) and move.get("id") == name
            if known[target][name] <= is_itself:
                report(
                    one.place_of(move).problem(
                        "dangling-move",
                        f"answers {answers!r}, which is no other move; write the id of a move of this round, or rnd:…/move",
                    )
                )


def _claim(one: Coded, by_id: Mapping[str, Coded], report: Report) -> None:
    for about in one.value.get("about", []):
        path, target = about.get("field"), by_id.get(about.get("record", ""))
        if path and target and not has_field(target.value, target.kind.name, path):
            report(
                one.place_of(about).problem(
                    "dangling-field",
                    f"{about['record']} has no {path!r}; write a field such as when, or list.id such as terms.checkpoints",
                )
            )


def _thread(one: Coded, by_id: Mapping[str, Coded], report: Report) -> None:
    states, members = frozenset(one.value.get("states", [])), one.value.get("members", [])
    sections = one.value.get("sections", [])
    for member in members:
        if "state" in member and member["state"] not in states:
            report(
                one.place_of(member).problem(
                    "state", f"{member['state']!r} is none of the thread's states; add it to them or mend it"
                )
            )
    for section in sections:
        if strange := [state for state in section.get("states", []) if state not in states]:
            report(one.place_of(section).problem("state", f"{strange[0]!r} is none of the thread's states"))
        groups = section.get("groups")
        if groups is not None and not any(member.get("group", "") in groups for member in members):
            report(one.place_of(section).problem("group", "no member is in one of these groups; mend or drop them"))
    for count in one.value.get("counts", []):
        if strange := [state for state in [*count.get("with", []), *count.get("without", [])] if state not in states]:
            report(one.place_of(count).problem("state", f"{strange[0]!r} is none of the thread's states"))
    kinds = {by_id[member["record"]].kind.name for member in members if member.get("record") in by_id}
    for column in chain.from_iterable(part.get("columns", []) for part in (one.value, *sections)):
        path = column.get("field", "")
        well_formed = re.fullmatch(PATH, path) is not None
        ways = set(path.split("|"))
        if not well_formed or not (ways & NO_FIELD or any(is_path_into(kind, way) for kind in kinds for way in ways)):
            why = "no field of any member" if well_formed else "not a path"
            report(
                one.place_of(column).problem(
                    "column", f"{path!r} is {why}; write when, participants[role=speaker].actor, ^links[rel=breaks] …"
                )
            )


def has_field(value: dict[str, Any], kind: str, path: str) -> bool:
    """Say whether a record has the field `a.b.c`; a list of mappings with ids is entered by id."""
    head, *rest = path.split(".")
    if head not in KINDS[kind].struct.fields:
        return False
    current: Any = value.get(head)
    for part in rest:
        if isinstance(current, list):
            current = next((item for item in current if isinstance(item, dict) and item.get("id") == part), None)
        else:
            current = current.get(part) if isinstance(current, dict) else None
        if current is None:
            return False
    return True


_RULES = {
    "article": (_article,),
    "event": (_event,),
    "figure": (_figure,),
    "round": (_round,),
    "claim": (_claim,),
    "thread": (_thread,),
}


MOST_IN_RING = 12
"""Records of a ring that are told."""


def _wholes(value: dict[str, Any]) -> list[str]:
    return [link["target"] for link in value.get("links", []) if link.get("rel") == "part_of" and "target" in link]


def _no_cycle(coded: Iterable[Coded], kind: str, above: Callable[[dict[str, Any]], list[str]],
              by_id: Mapping[str, Coded], report: Report) -> None:  # fmt: skip
    """Report each ring once, at the first of its records that was read."""
    done: set[str] = set()

    def climb(name: str) -> Iterator[str]:
        return iter([up for up in above(by_id[name].value) if up in by_id and by_id[up].kind.name == kind])

    for one in coded:
        start = one.value.get("id")
        if one.kind.name != kind or start is None or start in done:
            continue
        trail, stack = {start: None}, [climb(start)]
        while stack:
            up = next(stack[-1], None)
            if up is None:
                done.add(trail.popitem()[0])
                stack.pop()
            elif up in trail:
                names = list(trail)
                ring = names[names.index(up) :]
                if len(ring) > 1:  # one that names itself is told as that
                    told = " → ".join((*ring[:MOST_IN_RING], *["…"] * (len(ring) > MOST_IN_RING), up))
                    report(by_id[up].place.problem("cycle", f"each is part of the next: {told}; break the ring"))
            elif up not in done:
                trail[up] = None
                stack.append(climb(up))
