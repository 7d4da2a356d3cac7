"""A number beside what it could be bound to: where that is named, what stands between, and who else is nearer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from flows.extraction.linking.features import Features, close, yes
from flows.extraction.linking.figures.candidates import top
from flows.extraction.linking.figures.features.pairing import Pairing, is_named_in, nearest
from flows.extraction.linking.figures.named import START, Naming, Thing

OWNERS = ("publisher", "overseen", "own force", "headed", "speaks")
# More words between a number and a naming are not told one by one.
MOST_BETWEEN = 12


def words_of(pairing: Pairing, thing: Thing) -> Iterator[Features]:
    """The words between a number and the nearest naming, and those that may take it up where it is not named."""
    sort = {"body": thing.sort, "mark": str(thing.key), "threat": ""}.get(pairing.kind)
    if sort is None:
        sort = "named" if thing.named else "told by " + ", ".join(sorted({one.how for one in thing.derived}))
    yield pairing.own_words("{word} of {what}", sort)
    yield from (pairing.own_words("{word} of {what}", trait) for trait in OWNERS if trait in thing.traits)
    near = pairing.nearest[thing]
    yield dict.fromkeys(_between(pairing, near, sort) if near else [f"nowhere {sort}"], 1.0)
    if told := nearest(pairing.place, thing.derived):
        yield dict.fromkeys([f"{told.how}: {name}" for name in _between(pairing, told, "")], 1.0)
        yield pairing.own_words("{what}: {word}", told.how)
    yield thing.traits


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
    middle = bisect_left(thing.named, at, key=START)
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
    later = thing.named[bisect_left(thing.named, sentence.end, key=START) :][:1]
    if later:
        found["close sentence below"] = close(page.sentence_of[later[0].token] - sentence.index)
    for name, span in pairing.headings:
        found[name] = max(found.get(name, -1.0), 1.0 if is_named_in(thing, span) else -1.0)
    if (tabled := place.tabled) is not None:
        said = {"owner": tabled.owner, "time": tabled.when, "label": tabled.label, "row": tabled.row}
        found |= {f"{name} in table": 1.0 if is_named_in(thing, span) else -1.0 for name, span in said.items() if span}
    found["on top"] = 1.0 if is_named_in(thing, top(page)) else -1.0
    return found | _ranks(pairing, thing, before or behind)


def _above(pairing: Pairing, thing: Thing) -> Features:
    """The last naming in an earlier sentence."""
    place, page, sentences = pairing.place, pairing.page, pairing.page.analysis.sentences
    earlier = bisect_left(thing.named, place.sentence.start, key=START)
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
    count, counts, alike = len(thing.named), pairing.counts, pairing.counts_alike[thing.sort]
    found = {
        "times named": float(count),
        "more often named": float(len(counts) - bisect_right(counts, count)),
        "alike more often named": float(len(alike) - bisect_right(alike, count)),
        "alike": float(len(alike)),
        "nearer ones": float(pairing.reach[thing]),
        "place in sentence": 1.0 + inside[0].token - pairing.low if inside else 0.0,
        "share of first named": sum(one is thing for one in pairing.firsts) / max(1, len(pairing.firsts)),
    }
    if thing in pairing.order:
        order, alike_since = pairing.order[thing]
        found["close in order"], found["alike since"] = close(order), 1.0 + alike_since
    for number, one in enumerate(pairing.firsts[:3], 1):
        found[f"first named {number} before"] = 1.0 if one is thing else -1.0
    if pairing.here:
        found["first named here"] = 1.0 if pairing.here is thing else -1.0
    return found
