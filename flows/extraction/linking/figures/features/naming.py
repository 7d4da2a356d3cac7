"""A number beside what it could be bound to: where that is named, what stands between, and who else is nearer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from flows.extraction.linking.features import Features, close, yes
from flows.extraction.linking.figures.candidates import headings, namings, top
from flows.extraction.linking.figures.page import Naming, Page, Place, Thing

# Words for a body, a time or a threat that is not named there.
GENERIC = frozenset(
    [
        "force",
        "forces",
        "constab",
        "unit",
        "agency",
        "police",
        "service",
        "officer",
        "detecti",
        "team",
        "office",
        "command",
        "lead",
        "nationa",
        "regiona",
        "region",
        "country",
        "nationwi",
        "each",
        "other",
        "another",
        "year",
        "quarter",
        "half",
        "period",
        "same",
        "previou",
        "earlier",
        "before",
        "last",
        "month",
        "months",
        "these",
        "those",
        "them",
        "threat",
        "such",
    ]
)
PRONOUNS = frozenset(["we", "our", "us", "it", "its", "they", "their", "the"])
OWNERS = ("publisher", "overseen", "own force", "headed", "speaks")
# More words between a number and a naming are not told one by one.
MOST_BETWEEN = 12
# Other things named in so many sentences before are counted.
MOST_SENTENCES = 40


@dataclass(eq=False)
class Pairing:
    """A number with all that it could be bound to of one kind."""

    page: Page
    place: Place
    kind: str
    things: list[Thing]
    low: int = field(init=False)
    high: int = field(init=False)

    def __post_init__(self) -> None:
        self.low, self.high = self.page.edges(self.place.sentence)

    @cached_property
    def own(self) -> list[str]:
        """The words of the number's sentence that may take up something named elsewhere."""
        tokens, at = self.page.tokens, self.place.token
        before = tokens[max(self.low, at - 30) : at]
        generic = [word for word in before if word in GENERIC]
        found = [f"last {generic[-1] if generic else ''}", f"opens {' '.join(tokens[self.low : self.low + 2])}"]
        found += {f"before {word}" for word in generic}
        found += {
            f"beside {word}" for word in tokens[max(self.low, at - 30) : min(self.high, at + 30)] if word in PRONOUNS
        }
        if self.kind == "period":
            found += [f"left {word}" for word in tokens[max(self.low, at - 4) : at]]
            found += [f"right {word}" for word in tokens[at + 1 : min(self.high, at + 6)]]
            found += [
                f"cell {word}" for span in (*self.place.labels, *self.place.heads) for word in self.page.words(span)
            ]
        return found

    @cached_property
    def fixed(self) -> Features:
        """What holds beside all of them."""
        place, page, at = self.place, self.page, self.place.token
        number = place.number
        return yes(
            (f"block {place.block.kind}", True),
            (f"written {page.tokens[at]}", True),
            (f"right {' '.join(page.tokens[at + 1 : at + 3])}", True),
            (f"left {' '.join(page.tokens[max(0, at - 2) : at])}", True),
            ("in cell", place.column >= 0),
            ("per cent", number.percent),
            ("quoted", self.quotation is not None),
        ) | {"candidates": float(len(self.things)), "inside": float(self.inside)}

    @cached_property
    def quotation(self) -> object | None:
        """The speech that the number stands in."""
        return self.page.analysis.quotation_at(self.place.number.start)

    @cached_property
    def inside(self) -> int:
        """How many of them the sentence names."""
        sentence = self.place.sentence
        return sum(_is_named_in(thing, (sentence.start, sentence.end)) for thing in self.things)

    @cached_property
    def order(self) -> list[Thing]:
        """Those named before the number, the last first."""
        last = {thing: before[-1].token for thing in self.things if (before := self.before(thing))}
        return sorted(last, key=lambda thing: -last[thing])

    @cached_property
    def reach(self) -> list[Thing]:
        """All of them, that named nearest first."""
        near = {thing: nearest(self.place, thing.named) for thing in self.things}
        far = {thing: abs(n.token - self.place.token) if n else 1 << 30 for thing, n in near.items()}
        return sorted(self.things, key=lambda thing: far[thing])

    def before(self, thing: Thing) -> list[Naming]:
        """Where something is named before the number."""
        return thing.named[: bisect_left(thing.named, self.place.number.start, key=lambda one: one.start)]

    @cached_property
    def firsts(self) -> list[Thing]:
        """What each of the sentences up to the number's, that name any, names first; the last first."""
        page, index = self.page, self.place.sentence.index
        every = page.once(f"first named {self.kind}", lambda: _first_named(page, self.kind))
        at = bisect_left(every[0], index)
        return every[1][max(0, at - MOST_SENTENCES) : at][::-1]

    @cached_property
    def here(self) -> Thing | None:
        """What the number's own sentence names first."""
        sentences, things = self.page.once(f"first named {self.kind}", lambda: _first_named(self.page, self.kind))
        at = bisect_left(sentences, self.place.sentence.index)
        return things[at] if at < len(sentences) and sentences[at] == self.place.sentence.index else None

    def others_between(self, thing: Thing, low: int, high: int) -> int:
        """How many other things of the kind are named between two tokens."""
        every = self.page.once(
            f"tokens {self.kind}", lambda: [naming.token for naming, _ in namings(self.page, self.kind)]
        )
        own = (bisect_left(thing.named, token, key=lambda one: one.token) for token in (high, low))
        return bisect_left(every, high) - bisect_left(every, low) - (next(own) - next(own))

    def numbers_between(self, low: int, high: int) -> int:
        """How many numbers stand between two tokens."""
        tokens = self.page.once("tokens of numbers", lambda: [place.token for place in self.page.places])
        return bisect_left(tokens, high) - bisect_right(tokens, low)


def _first_named(page: Page, kind: str) -> tuple[list[int], list[Thing]]:
    found: dict[int, Thing] = {}
    for naming, thing in namings(page, kind):
        found.setdefault(page.sentence_of[naming.token], thing)
    return list(found), list(found.values())


def nearest(place: Place, named: list[Naming]) -> Naming | None:
    """Where something is named nearest: in the sentence, in the heads of the cell, before, behind."""
    sentence, at, heads = place.sentence, place.number.start, place.heads

    def cost(one: Naming) -> int:
        if one.start <= at < one.end:
            return 0
        gap = abs(one.token - place.token)
        if sentence.start <= one.start < sentence.end:
            return gap
        if any(low <= one.start < high for low, high in heads):
            return 2
        return 200 + gap if one.start < at else 2000 + gap

    middle = bisect_left(named, at, key=lambda one: one.start)
    near = named[max(0, middle - 3) : middle + 3]
    near += [one for span in heads for one in named[bisect_left(named, span[0], key=lambda n: n.start) :][:1]]
    return min(near, key=cost, default=None)


def words_of(pairing: Pairing, thing: Thing) -> Features:
    """The words between a number and the nearest naming, and those that may take it up where it is not named."""
    sort = {"body": thing.sort, "mark": str(thing.key), "threat": ""}.get(pairing.kind)
    if sort is None:
        sort = "named" if thing.named else "told by " + ", ".join(sorted({one.how for one in thing.derived}))
    names = [f"{word} of {sort}" for word in pairing.own]
    names += [f"{word} of {trait}" for word in pairing.own for trait in OWNERS if trait in thing.traits]
    near = nearest(pairing.place, thing.named)
    names += _between(pairing, near, sort) if near else [f"nowhere {sort}"]
    if told := nearest(pairing.place, thing.derived):
        names += [f"{told.how}: {name}" for name in _between(pairing, told, "")]
        names += [f"{told.how}: {word}" for word in pairing.own]
    return dict.fromkeys(names, 1.0) | {name: value for name, value in thing.traits.items() if value}


def _between(pairing: Pairing, naming: Naming, sort: str) -> list[str]:
    page, place, tokens = pairing.page, pairing.place, pairing.page.tokens
    end = max(naming.token + 1, page.token_at(naming.end - 1) + 1)
    home = page.sentence_of[naming.token]
    on = home - place.sentence.index
    side = "above" if on < 0 else "below" if on else "before" if naming.token < place.token else "behind"
    names: list[str] = []
    if on == 0:
        gap = tokens[end : place.token] if side == "before" else tokens[place.token + 1 : naming.token]
        names.append(f"{side} path {' '.join(gap) if len(gap) < 6 else 'more'}")
        names += [f"{side} between {word}" for word in gap[:MOST_BETWEEN]]
        names += [f"{side} to {' '.join(gap[-2:])}", f"{side} from {' '.join(gap[:2])}"]
    before, behind = tokens[max(0, naming.token - 3) : naming.token], tokens[end : end + 3]
    names += [f"{side} naming -{k} {word}" for k, word in enumerate(reversed(before), 1)]
    names += [f"{side} naming +{k} {word}" for k, word in enumerate(behind, 1)]
    names += (f"{side} naming after {' '.join(before[-2:])}", f"{side} naming then {' '.join(behind[:2])}")
    names += (f"named as {tokens[naming.token]}", f"named in {page.analysis.sentences[home].block.kind}")
    return [*names, f"{side} {sort}"]


def of_naming(pairing: Pairing, thing: Thing) -> Features:
    """Where something is named in relation to a number, and how many others are nearer."""
    place, page = pairing.place, pairing.page
    sentence, at = place.sentence, place.number.start
    middle = bisect_left(thing.named, at, key=lambda one: one.start)
    before = [one for one in thing.named[max(0, middle - 1) : middle] if one.start >= sentence.start]
    behind = [one for one in thing.named[middle : middle + 1] if one.start < sentence.end]
    found: Features = {}
    for side, one in (("before", before), ("behind", behind)):
        if one:
            low, high = sorted((one[0].token, place.token))
            found[f"close {side}"] = close(high - low)
            found[f"numbers to one {side}"] = 1.0 + pairing.numbers_between(low, high)
            found[f"others to one {side}"] = 1.0 + pairing.others_between(thing, low + 1, high)
    found |= _above(pairing, thing)
    later = thing.named[bisect_left(thing.named, sentence.end, key=lambda one: one.start) :][:1]
    if later:
        found["close sentence below"] = close(page.sentence_of[later[0].token] - sentence.index)
    for number, span in enumerate(headings(page, place)):
        name = "label" if number < len(place.labels) else "head" if number < len(place.labels + place.heads) else "lead"
        found[name] = max(found.get(name, -1.0), 1.0 if _is_named_in(thing, span) else -1.0)
    if (tabled := place.tabled) is not None:
        said = {"owner": tabled.owner, "time": tabled.when, "label": tabled.label, "row": tabled.row}
        found |= {f"{name} in table": 1.0 if _is_named_in(thing, span) else -1.0 for name, span in said.items() if span}
    found["on top"] = 1.0 if _is_named_in(thing, top(page)) else -1.0
    return found | _ranks(pairing, thing, before or behind) | pairing.fixed


def _is_named_in(thing: Thing, span: tuple[int, int]) -> bool:
    at = bisect_left(thing.named, span[0], key=lambda one: one.start)
    return at < len(thing.named) and thing.named[at].start < span[1]


def _above(pairing: Pairing, thing: Thing) -> Features:
    """The last naming in an earlier sentence."""
    place, page, sentences = pairing.place, pairing.page, pairing.page.analysis.sentences
    earlier = bisect_left(thing.named, place.sentence.start, key=lambda one: one.start)
    if not earlier:
        return {}
    naming = thing.named[earlier - 1]
    home = sentences[page.sentence_of[naming.token]]
    low, high = page.edges(home)
    found = {
        "close sentence above": close(place.sentence.index - home.index),
        "close block above": close(place.block.index - home.block.index),
        "close above": close(place.token - naming.token),
        "place in its sentence": float(naming.token - low),
        "others since": float(pairing.others_between(thing, naming.token, place.token)),
    }
    return found | yes(
        (f"above in {home.block.kind}", True),
        ("others before it", pairing.others_between(thing, low, naming.token) > 0),
        ("others behind it", pairing.others_between(thing, naming.token + 1, high) > 0),
    )


def _ranks(pairing: Pairing, thing: Thing, inside: list[Naming]) -> Features:
    """Which of all candidates it is: by how often, how near, how late it is named."""
    things, count = pairing.things, len(thing.named)
    alike = [other for other in things if other.sort == thing.sort]
    order = pairing.order.index(thing) if thing in pairing.order else -1
    found = {
        "times named": float(count),
        "more often named": float(sum(len(other.named) > count for other in things)),
        "alike more often named": float(sum(len(other.named) > count for other in alike)),
        "alike": float(len(alike)),
        "nearer ones": float(pairing.reach.index(thing)),
        "place in sentence": 1.0 + inside[0].token - pairing.low if inside else 0.0,
        "share of first named": sum(one is thing for one in pairing.firsts) / max(1, len(pairing.firsts)),
    }
    if order >= 0:
        found["close in order"] = close(order)
        found["alike since"] = 1.0 + sum(other.sort == thing.sort for other in pairing.order[:order])
    for number, one in enumerate(pairing.firsts[:3], 1):
        found[f"first named {number} before"] = 1.0 if one is thing else -1.0
    if pairing.here:
        found["first named here"] = 1.0 if pairing.here is thing else -1.0
    return found
