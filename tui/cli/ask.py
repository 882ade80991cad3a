"""`khabar ask`: standing questions."""

from __future__ import annotations

import argparse

from ..errors import UsageError
from ..paths import questions_files
from .corpus import corpus_option, json_option, library_of, need
from .output import say, say_page, width_option


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("question", metavar="QUESTION", nargs="?", help="a question's id; all are listed if left out")
    parser.add_argument("name", metavar="ID", nargs="?", help="the record it is asked about, such as evt:…")
    corpus_option(parser)
    json_option(parser)
    width_option(parser)


def run(options: argparse.Namespace) -> int:
    """Answer a standing question, or list those that can be asked."""
    from ..present.answers import answer_json, answer_lines, asked_json, asked_lines
    from ..present.plain import json_line
    from ..reading.answers import answer
    from ..reading.questions import asked_of, question_called, standing

    questions, library = standing(questions_files()), library_of(options)
    is_record = options.question and not options.name and library.number(options.question) is not None
    name = options.question if is_record else options.name
    if name:
        name = need(library, name)
    if is_record or not options.question:
        asked = asked_of(questions, library, name)
        say(map(json_line, map(asked_json, asked)) if options.json else asked_lines(asked))
        return 0
    found = answer(library, question_called(questions, options.question), name)
    if found.asked.why_not:
        raise UsageError(f"{options.question}: {found.asked.why_not}")
    if options.json:
        say(map(json_line, answer_json(library, found)))
    else:
        say_page(answer_lines(library, found), options)
    return 0
