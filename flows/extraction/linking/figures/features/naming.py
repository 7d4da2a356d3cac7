"""Features of a number with a candidate: where the candidate is named, what stands between, which rivals are nearer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import chain

from flows.extraction.linking.features import Features, close
from flows.extraction.linking.figures.candidates import OWNERS, opening_slice
from flows.extraction.linking.figures.features import owning, timing
from flows.extraction.linking.figures.features.pairing import Pairing, between
from flows.extraction.linking.figures.named import Candidate, Naming

# Describe one by one no more than this many words between a number and a naming.
MOST_BETWEEN = 12


def of_pair(pairing: Pairing, candidate: Candidate) -> Iterator[Features]:
    """Yield all features of a number with a candidate, in parts."""
    own = {"body": owning.of_body, "period": timing.of_period}.get(candidate.kind)
    return chain(of_naming(pairing, candidate), words_of(pairing, candidate), own(pairing, candidate) if own else ())


def words_of(pairing: Pairing, candidate: Candidate) -> Iterator[Features]:
    """Yield the words between a number and the nearest naming, and the number's own words that may refer to it."""
    sort = {"body": candidate.sort, "mark": str(candidate.key), "threat": ""}.get(pairing.kind)
    if sort is None:
        sort = "named" if candidate.named.all else f"told by {', '.join(sorted(candidate.derived.ways))}"
    traits = (trait for trait in (*OWNERS, "speaks") if trait in candidate.traits)
    yield from (pairing.own_words(behind=f" of {whose}") for whose in (sort, *traits))
    if near := pairing.nearest[candidate]:
        yield from _at_naming(pairing, near, sort)
    else:
        yield {f"nowhere {sort}": 1.0}
    if derived := candidate.derived.nearest(pairing.place):
        yield from _at_naming(pairing, derived, "")
        yield pairing.own_words(before=f"{derived.how}: ")


def _at_naming(pairing: Pairing, naming: Naming, sort: str) -> Iterator[Features]:
    """Yield the words between a number and a naming in its sentence, and the words beside the naming."""
    place, tokens, how = pairing.place, pairing.page.tokens, f"{naming.how}: " if naming.how else ""
    on = pairing.page.sentence_of[naming.token] - place.sentence.index
    side = "above" if on < 0 else "below" if on else "before" if naming.token < place.token else "behind"
    if on == 0:
        gap = tokens[_end(pairing, naming) : place.token]
        if side == "behind":
            gap = tokens[place.token + 1 : naming.token]
        yield {f"{how}{side} between {word}": 1.0 for word in gap[:MOST_BETWEEN]}
    yield pairing.once((naming, side, sort), lambda: {how + w: 1.0 for w in _beside(pairing, naming, side, sort)})


def _beside(pairing: Pairing, naming: Naming, side: str, sort: str) -> Iterator[str]:
    """Yield names of features for the words beside a naming."""
    page, tokens, end = pairing.page, pairing.page.tokens, _end(pairing, naming)
    before, behind = tokens[max(0, naming.token - 3) : naming.token], tokens[end : end + 3]
    yield from (f"{side} naming -{k} {word}" for k, word in enumerate(reversed(before), 1))
    yield from (f"{side} naming +{k} {word}" for k, word in enumerate(behind, 1))
    yield from (f"{side} naming after {' '.join(before[-2:])}", f"{side} naming then {' '.join(behind[:2])}")
    yield f"named as {tokens[naming.token]}"
    yield f"named in {page.analysis.sentences[page.sentence_of[naming.token]].block.kind}"
    yield f"{side} {sort}"


def _end(pairing: Pairing, naming: Naming) -> int:
    """Return the first token after a naming."""
    return max(naming.token + 1, pairing.page.token_at(naming.end - 1) + 1)


def of_naming(pairing: Pairing, candidate: Candidate) -> Iterator[Features]:
    """Yield where a candidate is named relative to a number, and how many rivals are nearer."""
    place = pairing.place
    yield _beside_number(pairing, candidate)
    yield pairing.once(candidate, lambda: _on_page(pairing, candidate))
    seen_from = place.sentence.index, place.labels, place.heads
    yield pairing.once((candidate, *seen_from), lambda: _seen_from(pairing, candidate))
    if (tabled := place.tabled) is not None:
        said = {"owner": tabled.owner, "time": tabled.when, "label": tabled.label, "row": tabled.row}
        yield {f"{name} in table": 1.0 if candidate.named.any_in(span) else -1.0 for name, span in said.items() if span}


def _beside_number(pairing: Pairing, candidate: Candidate) -> Features:
    """Describe how near a candidate is named, and its rank among its rivals by frequency, nearness and order."""
    place, starts, tokens = pairing.place, candidate.named.starts, candidate.named.tokens
    count, every, alike = len(starts), pairing.counts[None], pairing.counts[candidate.sort]
    features: Features = {
        "more often named": float(len(every) - bisect_right(every, count)),
        "alike more often named": float(len(alike) - bisect_right(alike, count)),
        "alike": float(len(alike)),
        "nearer ones": float(pairing.rank_by_distance[candidate]),
    }
    middle = bisect_left(starts, place.number.start)
    if middle < count and starts[middle] < place.sentence.end:
        features |= _in_sentence(pairing, candidate, "behind", tokens[middle])
    if middle and starts[middle - 1] >= place.sentence.start:
        features |= _in_sentence(pairing, candidate, "before", tokens[middle - 1])
    if earlier := bisect_left(starts, place.sentence.start):
        features["close above"] = close(place.token - tokens[earlier - 1])
        features["others since"] = float(pairing.others_between(candidate, tokens[earlier - 1], place.token))
    if candidate in pairing.rank_by_last_naming:
        order, alike_since = pairing.rank_by_last_naming[candidate]
        features["close in order"], features["alike since"] = close(order), 1.0 + alike_since
    return features


def _in_sentence(pairing: Pairing, candidate: Candidate, side: str, token: int) -> Features:
    low, high = sorted((token, pairing.place.token))
    numbers = pairing.page.once("tokens of numbers", lambda: [place.token for place in pairing.page.places])
    return {
        f"close {side}": close(high - low),
        f"numbers to one {side}": 1.0 + between(numbers, low + 1, high),
        f"others to one {side}": 1.0 + pairing.others_between(candidate, low + 1, high),
        "place in sentence": 1.0 + token - pairing.place.low,
    }


def _on_page(pairing: Pairing, candidate: Candidate) -> Features:
    """Describe what holds for a candidate wherever the number stands."""
    features = {
        "times named": float(len(candidate.named.all)),
        "on top": 1.0 if candidate.named.any_in(opening_slice(pairing.page)) else -1.0,
        **candidate.traits,
    }
    if candidate.kind == "period":
        return features | timing.of_itself(pairing.page, candidate)
    return features if candidate.kind == "body" else features | {f"{candidate.kind} {candidate.key}": 1.0}


def _seen_from(pairing: Pairing, candidate: Candidate) -> Features:
    """Describe where a candidate is named as seen from a sentence and its headings: equal for all numbers there."""
    place, page, (firsts, here) = pairing.place, pairing.page, pairing.firsts
    features = {"share of first named": firsts.count(candidate) / max(1, len(firsts))}
    for number, one in enumerate(firsts[:3], 1):
        features[f"first named {number} before"] = 1.0 if one is candidate else -1.0
    if here:
        features["first named here"] = 1.0 if here is candidate else -1.0
    if earlier := bisect_left(candidate.named.starts, place.sentence.start):
        token = candidate.named.tokens[earlier - 1]
        home = page.analysis.sentences[page.sentence_of[token]]
        features |= {
            f"above in {home.block.kind}": 1.0,
            "close sentence above": close(place.sentence.index - home.index),
            "close block above": close(place.block.index - home.block.index),
            "place in its sentence": float(token - bisect_left(page.starts, home.start)),
        }
    for name, span in place.headings:
        features[name] = max(features.get(name, -1.0), 1.0 if candidate.named.any_in(span) else -1.0)
    return features | (owning.about(page, place, candidate.key) if candidate.kind == "body" else {})
