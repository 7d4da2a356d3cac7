"""What stands around a number: its words by their place, its clause, what it counts, what heads it."""

from __future__ import annotations

from bisect import bisect_left
from math import log1p

from flows.extraction.linking.features import Features, close, yes
from flows.extraction.linking.figures.named import Place, Slice
from flows.extraction.linking.figures.page import Page

CUES = ("disrup", "disman", "smash", "foil", "thwart", "frustr", "broke", "took", "taken", "shut", "brought", "put")
GROUPS = ("group", "gang", "network", "ocg", "socg", "line", "enterpr", "ring", "syndic", "outfit")
DISRUPTED = ("disrup", "disman")
_STOPS = """
of the a an to in at by with from that which who were was is are had has have for on after as but than and or it its
their our they we up down more less over under about some just only
"""
STOPS = frozenset(_STOPS.split())
BREAKS = frozenset([",", ";", ":", "(", ")", "–", "—", "|", ".", "while", "but", "and", "with", "which", "who"])
NUMBERS = frozenset(("#number", "#percent", "#none"))
YEARS = range(1990, 2036)
# Words that a sentence says before or behind a number are told, up to so many on a side.
MOST_WORDS = 40
# How far to the left and right of a number crime and other things count as near.
LEFT, RIGHT = 400, 200
TOPICS = ("crime", "everyday", "disrupting")


def clause(page: Page, place: Place) -> tuple[int, int]:
    """The tokens around a number up to what parts clauses."""
    tokens, (low, high) = page.tokens, page.edges(place.sentence)
    first, last = place.token, place.token + 1
    low, high = max(low, first - MOST_WORDS), min(high, last + MOST_WORDS)
    while first > low and tokens[first - 1] not in BREAKS:
        first -= 1
    while last < high and tokens[last] not in BREAKS:
        last += 1
    return first, last


def head_of(page: Page, place: Place) -> str:
    """The last word of the noun phrase that a number begins: what it counts, if that stands behind it."""
    return page.once(f"head {place.index}", lambda: _head_of(page, place))


def _head_of(page: Page, place: Place) -> str:
    head = ""
    for word in page.tokens[place.token + 1 : place.token + 7]:
        if word in STOPS or not word[0].isalpha():
            if word in ("#threat", "-", "'") or (word == "of" and not head):
                continue
            break
        head = word
    return head


def left_of(page: Page, place: Place) -> list[str]:
    """The words before a number in its sentence, the nearest first."""
    low, _ = page.edges(place.sentence)
    return page.tokens[max(low, place.token - MOST_WORDS) : place.token][::-1]


def words_around(page: Page, place: Place) -> Features:
    """The words around a number, each side for itself, single and in pairs; those of its clause; what it counts."""
    tokens, at, (low, high) = page.tokens, place.token, page.edges(place.sentence)
    left = tokens[max(low, at - 6) : at][::-1] + ["<"] * 6
    right = tokens[at + 1 : min(high, at + 8)] + [">"] * 7
    names = [f"word -{k + 1} {left[k]}" for k in range(5)] + [f"word +{k + 1} {right[k]}" for k in range(6)]
    for k in range(3):
        names += (f"words -{k + 1} {left[k + 1]} {left[k]}", f"words +{k + 1} {right[k]} {right[k + 1]}")
    names += (f"both {left[0]} {right[0]}", f"both {left[1]} {left[0]} {right[0]}")
    names.append(f"both {left[0]} {right[0]} {right[1]}")
    for side, words in (("before", left_of(page, place)), ("behind", tokens[at + 1 : min(high, at + MOST_WORDS)])):
        far = ""
        for word in words:
            far = " far" if word in NUMBERS else far
            names.append(f"{side}{far} {word}")
    first, last = clause(page, place)
    names += [f"clause {word}" for word in tokens[first:last]]
    head = head_of(page, place)
    meaning = [word for word in reversed(left_of(page, place)) if word[0].isalpha() and word not in STOPS]
    verb = meaning[-1] if meaning else ""
    names += (f"counts {head}", f"{place.block.kind} counts {head}", f"verb {verb}", f"verb {verb} counts {head}")
    names += (f"verbs {' '.join(meaning[-2:])}", f"opens {' '.join(tokens[low : low + 2])}")
    return dict.fromkeys(names, 1.0)


def words_over(page: Page, place: Place) -> Features:
    """The words of the sentence before, of the blocks that lead to a number's own, and of what heads its cell."""
    names: list[str] = []
    if place.sentence.index:
        before = page.analysis.sentences[place.sentence.index - 1]
        where = "sentence before" if before.block is place.block else "block before"
        names += [f"{where} {word}" for word in page.words((before.start, before.end))]
    for name, block in zip(("lead", "lead of lead"), page.leads(place.block), strict=False):
        names += [f"{name} {word}" for word in page.words((block.start, block.end))]
        names.append(f"{name} is {block.kind}")
    for name, spans in (("label", place.labels), ("head", place.heads)):
        for span in spans:
            words = page.words(span)
            names += [f"{name} {word}" for word in words]
            names.append(f"{name} opens {' '.join(words[:2])}")
    return dict.fromkeys(names, 1.0)


def of_number(page: Page, place: Place) -> Features:
    """A number by itself, and where it stands in its sentence, its table, its document."""
    number, text, (low, high) = place.number, page.text, page.edges(place.sentence)
    found = yes(
        (f"block {place.block.kind}", True),
        (f"written {page.tokens[place.token]}", True),
        (f"qualifier {number.qualifier}", True),
        (f"size {_size(number.value)}", True),
        ("whole", number.whole),
        ("digits", text[number.start].isdigit()),
        ("in cell", place.column >= 0),
        ("headed", bool(place.heads)),
        ("quoted", page.analysis.quotation_at(number.start) is not None),
        ("tabled", place.tabled is not None),
        (f"tabled {place.tabled.measure if place.tabled else ''}", place.tabled is not None),
    )
    return found | {
        "value": log1p(number.value),
        "numbers in sentence": float(len(page.mates(place))),
        "words in sentence": float(high - low),
        "words before": float(place.token - low),
        "sentence": float(place.sentence.index),
        "how far down": place.block.index / max(1, len(page.analysis.blocks)),
        "close cue": _nearest(page, place, CUES),
        "close group": _nearest(page, place, (*GROUPS, "disruption")),
    }


def _size(value: float) -> str:
    return "year" if value in YEARS else str(int(value)) if value < 2 else f"of {len(str(int(value)))} digits"


def _nearest(page: Page, place: Place, words: tuple[str, ...]) -> float:
    """How close the nearest of some words is, on the left above zero, on the right below."""
    (low, high), at = page.edges(place.sentence), place.token
    low, high = max(low, at - MOST_WORDS), min(high, at + MOST_WORDS)
    left = next((close(at - k) for k in range(at - 1, low - 1, -1) if page.tokens[k].startswith(words)), 0.0)
    right = next((close(k - at) for k in range(at + 1, high) if page.tokens[k].startswith(words)), 0.0)
    return left if left >= right else -right


def topics(page: Page, place: Place) -> Features:
    """How much is said of disrupting, crime and other things near a number and in all the document."""
    triggers, size = page.analysis.triggers, max(1, len(page.tokens)) / 100
    found: Features = {}
    for kind in TOPICS:
        found[f"share of {kind}"] = len(triggers.starts[kind]) / size
        found[f"{kind} in sentence"] = float(len(triggers.within(kind, place.sentence.start, place.sentence.end)))
        start = place.number.start
        found[f"{kind} near"] = float(len(triggers.within(kind, max(0, start - LEFT), start + RIGHT)))
    found["share of threats"] = len(page.analysis.threats) / size
    cues = page.once("cues", lambda: [n for n, word in enumerate(page.tokens) if word.startswith(DISRUPTED)])
    low, _ = page.edges(place.sentence)
    if before := bisect_left(cues, low):
        found["close sentence of cue"] = close(place.sentence.index - page.sentence_of[cues[before - 1]])
    found["cues before"], found["cues"] = float(before), float(len(cues))
    return found | _last_things(page, place) | _said_over(page, place)


def _last_things(page: Page, place: Place) -> Features:
    """Which was spoken of last: disruptions, or groups."""
    things = page.once(
        "things", lambda: [n for n, word in enumerate(page.tokens) if word.startswith((*GROUPS, "disruption"))]
    )
    at = bisect_left(things, place.token)
    return {
        f"thing {number} before": 1.0 if page.tokens[things[at - number]].startswith("disrup") else -1.0
        for number in (1, 2, 3)
        if at >= number
    }


def _said_over(page: Page, place: Place) -> Features:
    """Whether what leads to a number, and what heads it, speaks of disrupting, and of groups."""
    found: Features = {}
    leads: list[tuple[str, tuple[Slice, ...]]] = [("label", place.labels), ("head", place.heads)]
    leads.append(("lead", tuple((block.start, block.end) for block in page.leads(place.block)[:1])))
    for name, spans in leads:
        if spans:
            words = [word for span in spans for word in page.words(span)]
            found[f"{name} disrupts"] = 1.0 if any(word.startswith(DISRUPTED) for word in words) else -1.0
            found[f"{name} groups"] = 1.0 if any(word.startswith(GROUPS) for word in words) else -1.0
    return found
