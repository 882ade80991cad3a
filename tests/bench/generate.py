"""Corpora of any size, all invented: `python tests/bench/generate.py ARTICLES FOLDER`.

The same number and seed give the same bytes. Ten events an article; four kinds of file, `PARTS` of each, whatever the
size, so that corpora differ in what they hold and not in how many files a disk must look at. Written a part at a time.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

PARTS = 250
EVENTS = 10
PARAGRAPHS = 6
FIRST_DAY, DAYS = date(2101, 1, 1), 7300

_ONSETS = """
    b br d dr f g gr h k kl l m n p r s sk sv t tr v vr z
""".split()  # noqa: SIM905
_NUCLEI = ["a", "e", "i", "o", "u", "ae", "ei", "oa"]
_CODAS = ["l", "n", "r", "s", "t", "lm", "nd", "rk", "sk", "st", "th"]
_COMMON = """
    the of and to in on that for with by from at as after before while near over under between against without
    said boats harbour quay council guard crews convoy nets cargo mast pilots lighthouse channel quota grain
    salt timber barge fleet families fishermen elders delegates envoys patrol signal fire shots night morning
    week road bridge gate market depot agreement promise delay refusal return release list count witness letter
    message meeting talks offer demand answer
""".split()  # noqa: SIM905
_DEEDS = {
    "armed_clash": "Exchange of fire at", "shelling": "Shells fall on", "blockade": "Channel closed at", "patrol": "Boats patrol off",
    "killing": "Pilot killed near", "abduction": "Crew taken at", "release": "Crew released at", "meeting": "Meeting held in",
    "negotiation": "Talks about the quay of", "statement": "Statement read in", "demand": "Demand made of", "offer": "Offer made to",
    "rejection": "Refusal given in", "threat": "Threat against", "displacement": "Families leave", "ceasefire": "Truce agreed at",
    "checkpoint": "Chain drawn across", "weapons_handover": "Guns handed over at",
}  # fmt: skip
_FACTUALITY = ("happened",) * 14 + (
    "attempted",
    "threatened",
    "planned",
    "predicted",
    "rumoured",
    "denied",
    "disputed",
    "disputed",
)
_ROLES = ("party", "target", "speaker", "perpetrator", "mediator")


class World:
    """The names and words of an invented inland sea, made from a seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        taken: set[str] = set()
        self.regions = [self._name(taken) for _ in range(12)]
        self.places = [self._name(taken) for _ in range(400)]
        self.actors = [
            f"{self._name(taken)} {self.dice.choice(('Guard', 'Council', 'Crews', 'League', 'Wardens'))}"
            for _ in range(300)
        ]
        self.outlets = [f"The {self._name(taken)} {self.dice.choice(('Courier', 'Log', 'Mirror'))}" for _ in range(40)]
        rare = [self._name(taken).lower() for _ in range(12_000)]
        self.words = _COMMON + rare
        # a few words make most of a text: Zipf's law
        self.weights = list(accumulate(1 / (rank + 3) ** 1.15 for rank in range(len(self.words))))

    def _name(self, taken: set[str]) -> str:
        while True:
            name = "".join(
                self.dice.choice(_ONSETS) + self.dice.choice(_NUCLEI) for _ in range(self.dice.randint(1, 3))
            ) + self.dice.choice(_CODAS)
            if len(name) > 3 and name not in taken:
                taken.add(name)
                return name.capitalize()

    def sentence(self, least: int, most: int) -> str:
        """Return that many words and a full stop."""
        words = self.dice.choices(self.words, cum_weights=self.weights, k=self.dice.randint(least, most))
        return " ".join(words).capitalize() + "."

    def some(self, names: list[str]) -> int:
        """Return the place in the list of a name; those at the head are met far more often."""
        return min(int(self.dice.paretovariate(0.9)) - 1, len(names) - 1)


def _quoted(text: str) -> str:
    return json.dumps(text)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _write(path: Path, records: Iterator[str] | list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(records)


def generate(articles: int, folder: Path, seed: int = 4711) -> None:
    """Write a corpus of that many articles; the folder is made. Memory does not grow with their number."""
    world = World(seed)
    _write(
        folder / "corpus.yaml",
        [
            f'title: "The ports of the Halmar Sea, {articles} reports"\n',
            "description: An invented corpus, made by a program, to measure with.\nlanguage: en\nlicence: CC0 1.0\nschema: 1\n",
        ],
    )
    _write(
        folder / "outlets.yaml", [f"- {{id: out:{_slug(n)}, names: [{n}], kind: newspaper}}\n" for n in world.outlets]
    )
    _write(
        folder / "actors.yaml",
        [f'- {{id: act:{_slug(n)}, kind: body, names: [{n}], side: unknown, cite: "a0#1"}}\n' for n in world.actors],
    )
    regions = [f"- {{id: plc:{_slug(n)}, kind: region, names: [{n}]}}\n" for n in world.regions]
    ports = [
        f"- {{id: plc:{_slug(n)}, kind: town, names: [{n}], parent: plc:{_slug(world.regions[i % 12])}, "
        f"lat: {world.dice.uniform(-60, 60):.3f}, lon: {world.dice.uniform(-170, 170):.3f}, precision: near}}\n"
        for i, n in enumerate(world.places)
    ]
    _write(folder / "places.yaml", regions + ports)
    for part in range(min(PARTS, articles)):
        numbers = (
            range(part * articles // PARTS, (part + 1) * articles // PARTS)
            if articles >= PARTS
            else range(part, part + 1)
        )
        made = [_article(world, n, articles) for n in numbers]
        for i, kind in enumerate(("articles", "events", "claims", "figures")):
            _write(folder / kind / f"{part:03}.yaml", [one[i] for one in made])


def _article(world: World, number: int, articles: int) -> tuple[str, str, str, str]:
    """Return an article, its events, a claim and a figure, as YAML."""
    dice, short = world.dice, f"a{number}"
    day = FIRST_DAY + timedelta(days=number * DAYS // articles + dice.randint(0, 2))
    outlet = _slug(world.outlets[world.some(world.outlets)])
    told: list[list[str]] = [[] for _ in range(PARAGRAPHS)]
    events = []
    for i in range(EVENTS):
        at = i % PARAGRAPHS
        who = sorted({world.some(world.actors) for _ in range(dice.choice((1, 2, 2, 3)))})
        told[at] += [world.actors[w] for w in who]
        events.append(_event(world, short, i, at + 1, day, who))
    body = []
    for at, names in enumerate(told, 1):
        digest = f"{', '.join(dict.fromkeys(names))}: {world.sentence(6, 20)} {world.sentence(5, 24)}"
        body.append(
            f'  - {{at: "{at}", digest: {_quoted(digest)}, sha8: "{dice.getrandbits(32):08x}", '
            f"length: {int(len(digest) * dice.uniform(0.9, 2))}}}\n"
        )
    title = f"{world.places[world.some(world.places)]}: {world.sentence(5, 11)}"
    article = (
        f"- id: art:{short}\n  outlet: out:{outlet}\n  title: {_quoted(title)}\n"
        f'  published: {{edtf: "{day}", said: {_quoted(f"{day:%d %B %Y}")}}}\n  language: en\n  paragraphs:\n'
        f'  - {{at: title, digest: {_quoted(world.sentence(6, 14))}, sha8: "{dice.getrandbits(32):08x}"}}\n'
        + "".join(body)
    )
    speaker = _slug(world.actors[world.some(world.actors)])
    claim = (
        f"- id: clm:{short}\n  speaker: act:{speaker}\n  via: out:{outlet}\n  form: statement\n"
        f'  when: "{day - timedelta(days=1)}"\n  about: [evt:{short}-0]\n  content: {_quoted(world.sentence(8, 25))}\n'
        f'  polarity: {dice.choice(("asserts", "denies", "demands", "threatens"))}\n  certainty: sure\n  cite: "{short}#1"\n'
    )
    low = dice.randint(2, 400)
    figure = (
        f"- id: fig:{short}\n  measures: boats held at {world.places[world.some(world.places)]}\n  low: {low}\n"
        f'  qualifier: at_least\n  said: "at least {low}"\n  unit: boats\n  as_of: "{day}"\n'
        f'  according_to: out:{outlet}\n  cite: "{short}#2"\n'
    )
    return article, "".join(events), claim, figure


def _event(world: World, short: str, i: int, at: int, published: date, who: list[int]) -> str:
    dice = world.dice
    sort = dice.choice(list(_DEEDS))
    place = world.places[world.some(world.places)]
    first = published - timedelta(days=dice.randint(0, 20))
    then = first + timedelta(days=dice.randint(1, 40))
    chance, aspect = dice.random(), "point"
    if i == 0:  # what others hang on is bounded
        chance *= 0.9
    if chance < 0.8:
        when = f'"{first}"'
    elif chance < 0.9:
        when = f'{{edtf: "[{first}..{then}]", said: in those days, basis: inferred}}'
    elif chance < 0.95:
        when, aspect = f'"{first}/{then}"', "state"
    elif chance < 0.98:
        when = f"{{relative_to: {{event: evt:{short}-0, offset: P{dice.randint(1, 9)}D}}, said: some days later}}"
    else:
        when, aspect = f'{{edtf: "{first}/..", basis: inferred, why: nothing of an end is told}}', "state"
    people = ", ".join(f"{{actor: act:{_slug(world.actors[w])}, role: {dice.choice(_ROLES)}}}" for w in who)
    lines = [
        f"- id: evt:{short}-{i}",
        f"title: {_DEEDS[sort]} {place}",
        f"type: {sort}",
        f"aspect: {aspect}",
        f"when: {when}",
        f"where: plc:{_slug(place)}",
        f"participants: [{people}]",
        f"factuality: {dice.choice(_FACTUALITY)}",
    ]
    if dice.random() < 0.4:
        lines.append(f"summary: {_quoted(world.sentence(6, 24))}")
    if i and dice.random() < 0.3:
        lines.append(f"links: [{{rel: follows, target: evt:{short}-{dice.randrange(i)}}}]")
    lines.append(f'cite: "{short}#{at}"')
    return "\n  ".join(lines) + "\n"


def main() -> None:
    """Write the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(description="Write an invented corpus to measure with.")
    parser.add_argument("articles", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=4711)
    options = parser.parse_args()
    generate(options.articles, options.folder, options.seed)


if __name__ == "__main__":
    main()
