"""A corpus coded in Arabic beside Latin, laid over the valleys: titles, names, digests and claims in one script, the other, both.

To look at it: `python tests/corpora/letters/generate.py FOLDER && khabar FOLDER`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import yaml

GUARD, COUNCIL, HARBOUR = "حرس الميناء", "مجلس الطاحون", "الميناء"
TITLE = "لا اتفاق على البوابة"
DIGEST = (
    "قال مجلس الطاحون (وهو الأعلى) إن 12 قاربا و٣ شاحنات مُنِعت من الدخول، ولا خبر عن «السدّ» بعد. "
    "وقالت منظمة River Watch إن حرس الميناء نفى ذلك مرتين هذا العام."
)
MIXED = "The guard (حرس الميناء) let 12 boats in; the council (مجلس الطاحون) counted 9."

RECORDS = {
    "outlets": [{"id": "out:harbour-paper", "kind": "newspaper", "names": [{"text": "جريدة الميناء", "script": "arabic"}]}],
    "articles": [
        {
            "id": "art:ar31", "outlet": "out:harbour-paper", "title": TITLE, "published": "2031-06-02", "language": "ar",
            "paragraphs": [{"at": "1", "digest": DIGEST}, {"at": "2", "digest": MIXED}, {"at": "3", "digest": "A quiet day."}],
        }
    ],
    "actors": [
        {
            "id": "act:harbour-guard", "kind": "armed_group", "cite": ["ar31#1", "ar31#2"],
            "names": [
                {"text": GUARD, "kind": "preferred", "script": "arabic", "seen_in": "ar31#1"},
                {"text": "Harbour Guard", "kind": "alias"}, {"text": "حراس المرفأ", "kind": "alias", "script": "arabic"},
            ],
        },
        {
            "id": "act:mill-council", "kind": "organisation", "cite": ["ar31#1", "ar31#2"],
            "names": [{"text": COUNCIL, "script": "arabic"}],
        },
    ],
    "places": [
        {"id": "plc:harbour", "kind": "town", "cite": "ar31#1", "names": [{"text": HARBOUR, "script": "arabic"}]},
    ],
    "events": [
        {
            "id": f"evt:boats-{n}", "title": title, "type": "meeting", "aspect": "point", "when": f"2031-06-0{n}",
            "where": "plc:harbour", "factuality": "happened", "cite": "ar31#1",
            "participants": [{"actor": "act:harbour-guard", "role": "party"}, {"actor": "act:mill-council", "role": "party"}],
        }
        for n, title in enumerate(("منع القوارب", "Boats held at الميناء (12)", "Boats let in"), 1)
    ],
    "claims": [
        {
            "id": "clm:no-boats", "speaker": "act:mill-council", "form": "statement", "content": "لا قوارب في الميناء",
            "polarity": "asserts", "certainty": "unspecified", "cite": "ar31#1", "about": [{"record": "evt:boats-1"}],
        }
    ],
    "relations": [
        {"id": "rel:guard-council", "type": "opposes", "from": "act:harbour-guard", "to": "act:mill-council", "cite": "ar31#2"}
    ],
}  # fmt: skip


def write_letters(folder: Path, valleys: Path) -> Path:
    """Write the corpus into a folder that is not there yet, and return that."""
    shutil.copytree(valleys, folder)
    for kind, records in RECORDS.items():
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / "letters.yaml").write_text(yaml.safe_dump(records, allow_unicode=True), "utf-8")
    return folder


if __name__ == "__main__":
    write_letters(Path(sys.argv[1]), Path(__file__).parents[1] / "valleys")
