"""Turns of a dialogue: lines that open with who speaks ("Ada Quill: …", "Q. …"), and where the words spoken begin."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Sentence

LABEL = re.compile(r"(?P<who>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'-]*){0,4})\s?:\s+[“\"‘']?")
LONGEST_LABEL = 60
# "Q. And leadership?", "Question: …"
QUESTION = re.compile(r"(?:Q\d{0,2}|Question(?:\s\d{1,2})?)\s?[.:)–-]\s+")
ANSWER = re.compile(r"(?:A|Answer)\s?[.:)–-]\s+")


def opens_turn(analysis: Analysis, sentence: Sentence) -> int | None:
    """Where the words begin of somebody whose name, or "Q" or "A", opens the line of a sentence; None without one.

    A name is that of a person of the text, or opens another line as well: "Workforce: good" is no turn.
    """
    text, start = analysis.text, sentence.start
    if start != sentence.block.start:
        return None
    if text[start] in "QA" and (marked := QUESTION.match(text, start) or ANSWER.match(text, start)):
        return marked.end()
    if text.find(":", start, min(sentence.end, start + LONGEST_LABEL)) < 0:
        return None
    label = LABEL.match(text, start, sentence.end)
    if label is None or analysis.areas_in(start, label.end()) or analysis.mentions_in(start, label.end()):
        return None
    who = label["who"]
    named = any(person.surname == who.split()[-1] for person in analysis.people)
    return label.end() if named or text.count(f"\n{who}:") > 1 else None
