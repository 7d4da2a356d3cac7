"""What stands around a number: its words by their place, its clause, what it counts, what heads it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import takewhile
from math import log1p

from flows.extraction.linking.features import Features, close, yes
from flows.extraction.linking.figures.named import Place
from flows.extraction.linking.figures.page import Page

CUES = ("disrup", "disman", "smash", "foil", "thwart", "frustr", "broke", "took", "taken", "shut", "brought", "put")
COUNTED = ("group", "gang", "network", "ocg", "socg", "line", "enterpr", "ring", "syndic", "outfit", "disruption")
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


def clause(page: Page, place: Place) -> list[str]:
    """The tokens around a number up to what parts clauses, its own among them."""
    left = takewhile(lambda word: word not in BREAKS, reversed(page.before(place, MOST_WORDS)))
    right = takewhile(lambda word: word not in BREAKS, page.behind(place, MOST_WORDS - 1))
    return [*reversed([*left]), page.tokens[place.token], *right]


def head_of(page: Page, place: Place) -> str:
    """The last word of the noun phrase that a number begins: what it counts, if that stands behind it."""
    head = ""
    for word in page.tokens[place.token + 1 : place.token + 7]:
        if word in STOPS or not word[0].isalpha():
            if word in ("#threat", "-", "'") or (word == "of" and not head):
                continue
            break
        head = word
    return head


def words_around(page: Page, place: Place) -> Features:
    """The words around a number, each side for itself, single and in pairs; those of its clause; what it counts."""
    before, behind = page.before(place, MOST_WORDS), page.behind(place, MOST_WORDS - 1)
    left, right = [*before[:-7:-1], *["<"] * 6], [*behind[:7], *[">"] * 7]
    names = [f"word -{k + 1} {left[k]}" for k in range(5)] + [f"word +{k + 1} {right[k]}" for k in range(6)]
    for k in range(3):
        names += (f"words -{k + 1} {left[k + 1]} {left[k]}", f"words +{k + 1} {right[k]} {right[k + 1]}")
    names += (f"both {left[0]} {right[0]}", f"both {left[1]} {left[0]} {right[0]}")
    names.append(f"both {left[0]} {right[0]} {right[1]}")
    for side, words in (("before", before[::-1]), ("behind", behind)):
        far = ""
        for word in words:
            far = " far" if word in NUMBERS else far
            names.append(f"{side}{far} {word}")
    names += [f"clause {word}" for word in clause(page, place)]
    head = head_of(page, place)
    meaning = [word for word in before if word[0].isalpha() and word not in STOPS]
    verb = meaning[-1] if meaning else ""
    names += (f"counts {head}", f"{place.block.kind} counts {head}", f"verb {verb}", f"verb {verb} counts {head}")
    names += (f"verbs {' '.join(meaning[-2:])}", f"opens {page.opening(place)}")
    return dict.fromkeys(names, 1.0)


def words_over(page: Page, place: Place) -> Features:
    """The words of the sentence before, of the blocks that lead to a number's own, and of what heads its cell."""
    names: list[str] = []
    if place.sentence.index:
        before = page.analysis.sentences[place.sentence.index - 1]
        where = "sentence before" if before.block is place.block else "block before"
        names += [f"{where} {word}" for word in page.words((before.start, before.end))]
    for name, block in zip(("lead", "lead of lead"), place.leads, strict=False):
        names += [f"{name} {word}" for word in page.words((block.start, block.end))]
        names.append(f"{name} is {block.kind}")
    for name, spans in (("label", place.labels), ("head", place.heads)):
        for span in spans:
            names += [f"{name} {word}" for word in page.words(span)]
    return dict.fromkeys(names, 1.0)


def of_number(page: Page, place: Place) -> Features:
    """A number by itself, and where it stands in its sentence, its table, its document."""
    number = place.number
    in_sentences = page.once("numbers in sentences", lambda: Counter(one.sentence.index for one in page.places))
    found = yes(
        (f"block {place.block.kind}", True),
        (f"written {page.tokens[place.token]}", True),
        (f"qualifier {number.qualifier}", True),
        (f"size {_size(number.value)}", True),
        ("whole", number.whole),
        ("digits", page.text[number.start].isdigit()),
        ("in cell", place.column >= 0),
        ("headed", bool(place.heads)),
        ("quoted", page.analysis.quotation_at(number.start) is not None),
        ("tabled", place.tabled is not None),
        (f"tabled {place.tabled.measure if place.tabled else ''}", place.tabled is not None),
    )
    return found | {
        "value": log1p(number.value),
        "numbers in sentence": float(in_sentences[place.sentence.index]),
        "words in sentence": float(place.high - place.low),
        "words before": float(place.token - place.low),
        "sentence": float(place.sentence.index),
        "how far down": place.block.index / max(1, len(page.analysis.blocks)),
        "close cue": _nearest(page, place, CUES),
        "close group": _nearest(page, place, COUNTED),
    }


def _size(value: float) -> str:
    return "year" if value in YEARS else str(int(value)) if value < 2 else f"of {len(str(int(value)))} digits"


def _nearest(page: Page, place: Place, words: tuple[str, ...]) -> float:
    """How close the nearest of some words is, on the left above zero, on the right below."""
    sides = page.before(place, MOST_WORDS)[::-1], page.behind(place, MOST_WORDS - 1)
    left, right = (next((close(k) for k, word in enumerate(side, 1) if word.startswith(words)), 0.0) for side in sides)
    return left if left >= right else -right


def topics(page: Page, place: Place) -> Features:
    """How much is said of disrupting, crime and other things near a number and in all the document."""
    triggers, size = page.analysis.triggers, max(1, len(page.tokens)) / 100
    start, found = place.number.start, Features()
    near = max(0, start - LEFT), start + RIGHT
    for kind in TOPICS:
        found[f"share of {kind}"] = len(triggers.starts[kind]) / size
        found[f"{kind} in sentence"] = float(len(triggers.within(kind, *place.said)))
        found[f"{kind} near"] = float(len(triggers.within(kind, *near)))
    found["share of threats"] = len(page.analysis.threats) / size
    cues = page.once("cues", lambda: [n for n, word in enumerate(page.tokens) if word.startswith(DISRUPTED)])
    if before := bisect_left(cues, place.low):
        found["close sentence of cue"] = close(place.sentence.index - page.sentence_of[cues[before - 1]])
    found["cues before"], found["cues"] = float(before), float(len(cues))
    counted = page.once("counted", lambda: [n for n, word in enumerate(page.tokens) if word.startswith(COUNTED)])
    last = counted[: bisect_left(counted, place.token)][:-4:-1]
    # Which was spoken of last: disruptions, or groups.
    for number, token in enumerate(last, 1):
        found[f"thing {number} before"] = 1.0 if page.tokens[token].startswith("disrup") else -1.0
    return found
