"""Features of a number by itself: the words around it, its clause, what it counts, its headings, its place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import takewhile
from math import log1p

from flows.extraction.linking.features import Features, close, flags
from flows.extraction.linking.figures.named import Place
from flows.extraction.linking.figures.page import Page

CUES = ("disrup", "disman", "smash", "foil", "thwart", "frustr", "broke", "took", "taken", "shut", "brought", "put")
COUNTED = ("group", "gang", "network", "ocg", "socg", "line", "enterpr", "ring", "syndic", "outfit", "disruption")
DISRUPTED = ("disrup", "disman")  # like `CUES` and `COUNTED`, beginnings of tokens
_STOPS = """
of the a an to in at by with from that which who were was is are had has have for on after as but than and or it its
their our they we up down more less over under about some just only
"""
STOPS = frozenset(_STOPS.split())  # words that name neither a thing nor an action
BREAKS = frozenset([",", ";", ":", "(", ")", "–", "—", "|", ".", "while", "but", "and", "with", "which", "who"])
NUMBERS = frozenset(("#number", "#percent", "#none"))
YEARS = range(1990, 2036)  # numbers that may be years
# Describe no more than this many words of the sentence on either side of a number.
MOST_WORDS = 40
# How many characters to the left and right of a number count as near, for crime and other topics.
LEFT, RIGHT = 400, 200
TOPICS = ("crime", "everyday", "disrupting")


def clause(page: Page, place: Place) -> list[str]:
    """Return the tokens of a number's clause, in order and with the number: up to a mark or word that ends a clause."""
    left = takewhile(lambda word: word not in BREAKS, reversed(page.before(place, MOST_WORDS)))
    right = takewhile(lambda word: word not in BREAKS, page.behind(place, MOST_WORDS - 1))
    return [*reversed([*left]), page.tokens[place.token], *right]


def head_of(page: Page, place: Place) -> str:
    """Return the last word of the noun phrase that a number opens, which is what it counts; "" if there is none."""
    head = ""
    for word in page.tokens[place.token + 1 : place.token + 7]:
        if word in STOPS or not word[0].isalpha():
            if word in ("#threat", "-", "'") or (word == "of" and not head):
                continue
            break
        head = word
    return head


def words_around(page: Page, place: Place) -> Features:
    """Describe the words on either side of a number, single and in pairs, its clause, and what it counts."""
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
    """Describe the words of the sentence before, of the lead-ins of a number's block, and of its labels and headers."""
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
    """Describe a number by itself, and its place in its sentence, table and document."""
    number, value = place.number, place.number.value
    size = "year" if value in YEARS else str(int(value)) if value < 2 else f"of {len(str(int(value)))} digits"
    in_sentences = page.once("numbers in sentences", lambda: Counter(one.sentence.index for one in page.places))
    features = flags(
        (f"block {place.block.kind}", True),
        (f"written {page.tokens[place.token]}", True),
        (f"qualifier {number.qualifier}", True),
        (f"size {size}", True),
        ("whole", number.whole),
        ("digits", page.text[number.start].isdigit()),
        ("tabled", place.tabled is not None),
        (f"tabled {place.tabled.measure if place.tabled else ''}", place.tabled is not None),
    )
    return features | {
        "value": log1p(number.value),
        "numbers in sentence": float(in_sentences[place.sentence.index]),
        "words in sentence": float(place.high - place.low),
        "words before": float(place.token - place.low),
        "sentence": float(place.sentence.index),
        "how far down": place.block.index / max(1, len(page.analysis.blocks)),
        "close cue": _nearest(page, place, CUES),
        "close group": _nearest(page, place, COUNTED),
    }


def _nearest(page: Page, place: Place, words: tuple[str, ...]) -> float:
    """Return how close the nearest token is that begins with one of `words`: negative on the right, 0 if none."""
    sides = page.before(place, MOST_WORDS)[::-1], page.behind(place, MOST_WORDS - 1)
    left, right = (next((close(k) for k, word in enumerate(side, 1) if word.startswith(words)), 0.0) for side in sides)
    return left if left >= right else -right


def topics(page: Page, place: Place) -> Features:
    """Describe how much is said of disrupting, crime and other topics near a number and in the whole document."""
    triggers, size = page.analysis.triggers, max(1, len(page.tokens)) / 100
    start, features = place.number.start, Features()
    near = max(0, start - LEFT), start + RIGHT
    for kind in TOPICS:
        features[f"share of {kind}"] = len(triggers.starts[kind]) / size
        features[f"{kind} in sentence"] = float(len(triggers.within(kind, *place.sentence_span)))
        features[f"{kind} near"] = float(len(triggers.within(kind, *near)))
    features["share of threats"] = len(page.analysis.threats) / size
    cues = page.once("cues", lambda: [n for n, word in enumerate(page.tokens) if word.startswith(DISRUPTED)])
    if before := bisect_left(cues, place.low):
        features["close sentence of cue"] = close(place.sentence.index - page.sentence_of[cues[before - 1]])
    features["cues before"], features["cues"] = float(before), float(len(cues))
    counted = page.once("counted", lambda: [n for n, word in enumerate(page.tokens) if word.startswith(COUNTED)])
    last = counted[: bisect_left(counted, place.token)][:-4:-1]
    # Which were mentioned last: disruptions, or groups.
    for number, token in enumerate(last, 1):
        features[f"thing {number} before"] = 1.0 if page.tokens[token].startswith("disrup") else -1.0
    return features
