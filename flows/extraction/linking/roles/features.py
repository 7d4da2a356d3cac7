"""What describes words that may say what a person is: the words, their title, and what stands between and around."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from flows.extraction.analysis.people.roles import canonical, is_former, kind_of
from flows.extraction.linking.features import Features, close, yes
from flows.extraction.linking.features.rows import Parts
from flows.extraction.linking.roles.candidates import BEFORE, BEHIND, Candidate, Crowd

WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]|\n")
# So many words are told on either side, and so far they are looked for.
BESIDE, REACH = 2, 30
# What stands between a role and a name is told in full up to so many words.
MOST_BETWEEN = 6
# A place that names somebody, and on which side of it something stands.
Side = tuple[tuple[int, int], str]
# A mark inside a role.
MARKS = re.compile(r"[,:;()\n“”\"–—|]")


def describe(crowd: Crowd) -> Iterator[Parts]:
    """The features of each candidate of a document."""
    rivals: dict[Side, list[Candidate]] = defaultdict(list)
    for one in crowd.candidates:
        rivals[one.place, one.side].append(one)
    for one in crowd.candidates:
        others = rivals[one.place, one.side]
        yield _of_words(crowd, one), _of_title(crowd, one), _of_place(crowd, one, others), _of_bodies(crowd, one)


def among_rivals(crowd: Crowd, judge: str) -> Iterator[Parts]:
    """Each candidate beside the others of its place, and of its person: how their scores compare with its own."""
    scored = [*zip(crowd.candidates, crowd.scores[judge], strict=True)]
    of_side: dict[Side, list[float]] = defaultdict(list)
    best_of: dict[str, dict[Side, float]] = defaultdict(lambda: defaultdict(float))
    of_words: dict[tuple[str, str], float] = defaultdict(float)
    for one, score in scored:
        side, best, words = (one.place, one.side), best_of[one.person.name], _words(crowd, one)
        of_side[side].append(score)
        best[side], of_words[words] = max(score, best[side]), max(score, of_words[words])
    for one, score in scored:
        side, best = (one.place, one.side), best_of[one.person.name]
        order = [*sorted(of_side[side], reverse=True), 0.0]
        elsewhere = {other: likely for other, likely in best.items() if other != side}
        here = [likely for (place, _), likely in elsewhere.items() if place == one.place]
        yield (
            {
                "score": score,
                "best beside": order[0],
                "behind best beside": order[0] - score,
                "rank": float(order.index(score)),
                "margin": score - (order[1] if score == order[0] else order[0]),
                "best elsewhere": max(elsewhere.values(), default=0.0),
                "other side": max(here, default=0.0),
                "words elsewhere": of_words[_words(crowd, one)],
            },
        )


def _words(crowd: Crowd, one: Candidate) -> tuple[str, str]:
    """The words of a slice, with whom they may be said of."""
    return one.person.name, crowd.analysis.text[one.start : one.end].lower()


def _of_words(crowd: Crowd, one: Candidate) -> Features:
    """The words of a slice, those before and behind it, and those between it and the name."""
    text = crowd.analysis.text
    words = WORD.findall(text[one.start : one.end])
    if not words:
        return {}
    found = {f"word {word.lower()}": 1.0 for word in words}
    found |= {f"first {words[0].lower()}": 1.0, f"last {words[-1].lower()}": 1.0, "words": float(len(words))}
    found |= yes(
        ("opens with a capital", words[0][0].isupper()),
        ("closes with a capital", words[-1][0].isupper()),
        ("has a mark", MARKS.search(text, one.start, one.end) is not None),
        ("is of the past", is_former(text[one.start : one.end])),
    )
    before = WORD.findall(text[max(0, one.start - REACH) : one.start].lower())[-BESIDE:]
    behind = WORD.findall(text[one.end : one.end + REACH].lower())[:BESIDE]
    for side, beside in (("before", before[::-1]), ("behind", behind)):
        found |= {f"{side} {at} {word}": 1.0 for at, word in enumerate(beside, 1)}
    low, high = (one.end, one.place[0]) if one.side == BEFORE else (one.place[1], one.start)
    between = WORD.findall(text[low:high].lower()) if low <= high else []
    found["words between"] = float(len(between))
    found["names inside"] = float(crowd.names_in(one.start, one.end))
    found["names between"] = float(crowd.names_in(low, high))
    found |= {f"{one.side} between {word}": 1.0 for word in between}
    if len(between) <= MOST_BETWEEN:
        found[f"{one.side} path {' '.join(between)}"] = 1.0
    return found


def _of_title(crowd: Crowd, one: Candidate) -> Features:
    """The title in a slice, how the edges were found, and other titles in it, and between it and the name."""
    opens, ends = f"opens with {one.opens}", f"ends at {one.ends}"
    found = yes((opens, True), (ends, True), (f"{one.side}, {opens}, {ends}", True), (f"is {one.side}", True))
    if one.title is None:
        return found
    kind = kind_of(one.title)
    found |= yes(
        (f"title {canonical(one.title).lower()}", True),
        (f"kind {kind}", True),
        (f"{kind} {one.side}, {opens}", True),
        (f"{kind} {one.side}, {ends}", True),
    )
    starts = crowd.title_starts
    low, high = (one.end, one.place[0]) if one.side == BEFORE else (one.place[1], one.start)
    found["titles inside"] = float(bisect_left(starts, one.end) - bisect_left(starts, one.start))
    found["titles between"] = float(max(0, bisect_left(starts, high) - bisect_left(starts, low)))
    found["own words before title"] = float(crowd.analysis.text.count(" ", one.start, max(one.start, one.title.start)))
    found["own words behind title"] = float(crowd.analysis.text.count(" ", min(one.end, one.title.end), one.end))
    return found


def _of_place(crowd: Crowd, one: Candidate, others: list[Candidate]) -> Features:
    """Where the name and the slice stand, and what else might be the role there."""
    analysis, (start, end) = crowd.analysis, one.place
    text, first = analysis.text, one.person.mentions[0]
    sentence = analysis.sentence_at(start)
    found = yes(
        ("first naming", first[0] == start),
        ("in its sentence", analysis.index_at(start) == analysis.index_at(one.start)),
        ("in speech", analysis.quotation_at(one.start) is not None),
        ("opens a line", one.start == 0 or text[one.start - 1] == "\n"),
        ("closes a line", text[one.end : one.end + 1] in ("", "\n")),
        ("name opens a line", start == 0 or text[start - 1] == "\n"),
        ("name closes a line", text[end : end + 1] in ("", "\n")),
        (f"named in {sentence.block.kind}" if sentence else "named in furniture", True),
        ("only one beside it", len(others) == 1),
    )
    at = bisect_left(crowd.places, one.place)
    for side, beyond in (("before", at - 1), ("behind", at + 1)):
        if 0 <= beyond < len(crowd.places):
            place = crowd.places[beyond]
            gap = one.start - place[1] if side == "before" else place[0] - one.end
            found[f"close to the name {side}"] = close(max(0, gap) // 5)
            if 0 <= gap < REACH:
                words = text[place[1] : one.start] if side == "before" else text[one.end : place[0]]
                found[f"to the name {side} {' '.join(WORD.findall(words.lower()))}"] = 1.0
    titles = {other.title.start for other in others if other.title}
    found["titles beside it"] = float(len(titles))
    if one.title and one.side == BEHIND:
        found["first title"] = float(one.title.start == min(titles))
    elif one.title and one.side == BEFORE:
        found["last title"] = float(one.title.start == max(titles))
    return found


def _of_bodies(crowd: Crowd, one: Candidate) -> Features:
    """The organisations and places in a slice, and at its edges."""
    bodies, text = crowd.bodies, crowd.analysis.text
    inside = bodies.mentions_in(one.start, one.end)
    before, behind = bodies.before(text, one.start), bodies.of(text, one.end)
    found = {f"has {mention.body.kind}": 1.0 for mention in inside}
    if before:
        found[f"behind {before.body.kind}"] = 1.0
    if behind:
        found[f"goes on with {behind.kind}"] = 1.0
    return found | yes(
        ("has a body", bool(inside)),
        ("begins with a body", bool(inside) and inside[0].start == one.start),
        ("ends with a body", one.end in bodies.by_end),
    )
