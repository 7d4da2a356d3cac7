"""The features of a person who could have a part in a document: name, roles, and titles nearby."""

from __future__ import annotations

from bisect import bisect_left

from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import title_of
from flows.extraction.linking.features import Features, close, flags
from flows.extraction.linking.stakeholders.candidates import Page

# Titles within this many characters are beside a person.
BESIDE_REACH = 120


def of_person(page: Page, person: Person) -> Features:
    """Return features of the name and the roles of a person, and of what stands beside the first mention."""
    words = person.name.split()
    features = flags(
        ("person", True),
        ("person speaks for body", person.organisation is not None),
        ("person has initial", len(words[0].rstrip(".")) == 1),
        ("person has two surnames", "-" in words[-1]),
        ("person opens with a small word", words[0].lower() in page.small_words),
        ("person closes with a small word", words[-1].lower() in page.small_words),
        ("person shares words with a body", not set(words).isdisjoint(page.words_of_names)),
    )
    features |= {f"person kind {kind}": 1.0 for kind in sorted(person.kinds)}
    features |= {f"person title {role.title}": 1.0 for role in person.roles if role.title}
    features["likely role"] = person.likely_role
    features |= {f"person role {word}": 1.0 for role in person.roles for word in role.text.lower().split()}
    features["person roles"], features["person name words"] = float(len(person.roles)), float(len(words))
    return features | _beside_person(page, person)


def _beside_person(page: Page, person: Person) -> Features:
    """Return features of the titles beside the first mention of a person."""
    analysis, (start, end, _) = page.analysis, person.mentions[0]
    features = Features()
    at = bisect_left(page.titles, start)
    if at and start - page.titles[at - 1] < BESIDE_REACH:
        features["title before"] = close((start - analysis.titles[at - 1].end) // 5)
        features[f"title before {title_of(analysis.titles[at - 1]).role_kind}"] = 1.0
    if at < len(page.titles) and page.titles[at] - end < BESIDE_REACH:
        features["title behind"] = close((page.titles[at] - end) // 5)
        features[f"title behind {title_of(analysis.titles[at]).role_kind}"] = 1.0
    before, behind = analysis.text[max(0, start - 1) : start], analysis.text[end : end + 1]
    return features | flags(("opens its line", before in ("", "\n")), ("closes its line", behind in ("", "\n")))
