"""Numbers of disruptions that count none done: differences, aims, samples, denials; and shares. Invented sentences."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document

DIFFERENCES = [
    ("Durham Constabulary made 32 more disruptions than in 2021/22.", []),
    ("Essex Police recorded 25 fewer major disruptions in 2023 than in 2022.", []),
    ("Durham Constabulary made an extra 41 disruptions in 2022/23.", []),
    ("An increase of 60 disruptions was recorded by Durham Constabulary in 2022/23.", []),
    ("The difference between Kent Police and Essex Police in 2023 was 45 disruptions.", []),
    ("Kent Police beat its own record by 14 disruptions in 2023.", []),
    ("That was 60 disruptions more than Gwent Police had managed in 2021/22.", []),
    ("Gwent Police fell 60 disruptions short of its target in 2022/23.", []),
    ("Kent Police finished 2023 just 8 disruptions behind Essex Police.", []),
    ("Gwent Police needs another 40 disruptions to reach last year's number.", []),
    ("Essex Police disrupted six more gangs in 2023 than in 2022.", []),
    ("Essex Police disrupted 12 fewer organised crime groups in 2023.", []),
    ("In 2023 Gwent Police made 412 disruptions, which is 32 more disruptions than the year before.", [412]),
    ("With 412 disruptions in 2023, Kent Police was 12 disruptions ahead of Essex Police.", [412]),
    ("Gwent Police led 300 disruptions in 2023 and supported a further 120 disruptions.", [300, 120]),
    ("Gwent Police recorded 20 or more disruptions in each month of 2023.", [20]),
    ("By December Gwent Police had made 412 disruptions, more than any other force.", [412]),
    ("Gwent Police's 412 disruptions in 2023 were followed by 60 disruptions in January 2024.", [412, 60]),
    ("The rise was driven by 45 disruptions against drug gangs, Gwent Police said.", [45]),
    ("A cut in staff was followed by 300 disruptions at Gwent Police in 2023.", [300]),
    ("Essex Police then disrupted six more gangs in 2023.", [6]),
]
AIMS = [
    ("Norfolk Constabulary's priority is to disrupt the 14 gangs that cause most harm.", []),
    ("Norfolk Constabulary is determined to dismantle 14 gangs in Norwich.", []),
    ("Norfolk Constabulary has been given £1m to disrupt 14 county lines.", []),
    ("Norfolk Constabulary's officers are dedicated to dismantling 12 county lines.", []),
    ("The new squad's task is dismantling the 22 gangs in Norwich, Norfolk Constabulary said.", []),
    ("In a bid to dismantle 14 county lines, Norfolk Constabulary raided 20 homes.", []),
    ("Norfolk Constabulary asked for help to find and disrupt 14 gangs in the county.", []),
    ("Norfolk Constabulary set up a team to make 100 disruptions a year.", []),
    ("Norfolk Constabulary managed to disrupt 14 gangs in 2023.", [14]),
    ("Norfolk Constabulary used a new unit to disrupt 14 gangs in 2023.", [14]),
    ("Norfolk Constabulary succeeded in disrupting 14 gangs in 2023.", [14]),
    ("The unit was praised for dismantling 14 gangs in 2023, Norfolk Constabulary said.", [14]),
    ("Norfolk Constabulary went on to record 100 disruptions in 2023.", [100]),
    ("Police worked with partners to disrupt 14 county lines in 2023, Norfolk Constabulary said.", [14]),
]
SAMPLES = [
    (
        "Inspectors examined 25 disruptions recorded by Kent Police and found 7 had been wrongly classified as major.",
        [],
    ),
    ("Auditors dip-sampled 30 of West Yorkshire Police's disruptions; nine were major.", []),
    ("An audit of 50 disruptions by Kent Police showed 9 had no evidence of the outcome.", []),
    ("Of 30 disruptions reviewed at West Yorkshire Police, 21 were correctly graded.", []),
    ("Nine of the 30 disruptions we examined at West Yorkshire Police were major.", []),
    ("West Yorkshire Police made 300 disruptions in 2023. Inspectors sampled 30 disruptions. Nine were major.", [300]),
    ("Analysis of the 300 disruptions West Yorkshire Police recorded in 2023 shows that most were minor.", [300]),
    ("The 300 disruptions that West Yorkshire Police made in 2023 were reviewed by the panel.", [300]),
    ("West Yorkshire Police reviewed its approach and recorded 300 disruptions in 2023.", [300]),
]
DENIALS = [
    ("Cleveland Police rejected a claim that it had made just 14 disruptions in 2023.", []),
    ("Cleveland Police denies it disrupted only 14 gangs in 2023.", []),
    ("Cleveland Police was unable to confirm claims that 45 groups were disrupted.", []),
    (
        "Critics claim that Cleveland Police made only 14 disruptions in 2023. The force says it made 412.",
        [412],
    ),
    ("Cleveland Police said reports that it had made 14 disruptions in 2023 were wrong.", []),
    ("It is not true that Cleveland Police made 14 disruptions in 2023.", []),
    ("There is no evidence that Cleveland Police made 412 disruptions in 2022.", []),
    ("Cleveland Police did not make 14 disruptions in 2023 but 41.", [41]),
    ("Cleveland Police had reported 45 disruptions but this was corrected to 22 after an audit.", [22]),
    ("Cleveland Police first reported 512 disruptions in 2022, a figure later revised to 412.", [412]),
    ("Cleveland Police recorded 512 disruptions in 2022, 100 of which were duplicates.", [512]),
    ("Cleveland Police made 412 disruptions in 2022, not 512 disruptions as first stated.", [412]),
    ("Had Cleveland Police made 412 disruptions in 2022 it would have met its target.", []),
    ("Cleveland Police denied failing residents, saying it made 412 disruptions in 2023.", [412]),
    ("Cleveland Police, which rejects the criticism, made 412 disruptions in 2023.", [412]),
    ("Cleveland Police claims to have made 412 disruptions in 2022.", [412]),
    ("Cleveland Police has not yet confirmed its arrests but made 412 disruptions in 2023.", [412]),
    ("Cleveland Police made 45 disruptions in 2022 but its staff was cut to 22.", [45]),
]
ALL = "731 all None"
SHARES = [
    ("Most of SEROCU's 731 disruptions in 2023 were against drugs.", {ALL}),
    ("Most of SEROCU's 731 disruptions in 2023 were minor.", {ALL}),
    ("SEROCU recorded 731 disruptions in 2023, mostly against drug gangs.", {ALL}),
    ("SEROCU recorded 731 disruptions in 2023, the bulk of them against county lines.", {ALL}),
    ("SEROCU recorded 731 disruptions in 2023, with drugs the main target.", {ALL}),
    ("A growing number of SEROCU's 731 disruptions in 2023 were against fraudsters.", {ALL}),
    ("Most of SEROCU's 731 disruptions of drug gangs in 2023 were minor.", {"731 drugs None"}),
    ("Over 90 per cent of SEROCU's 731 disruptions were minor.", {"90% all minor", ALL}),
    ("Nearly 9 in 10 of SEROCU's 731 disruptions in 2022 were minor.", {"90% all minor", ALL}),
    ("Three in four of SEROCU's 731 disruptions in 2022 were minor.", {"75% all minor", ALL}),
    ("About 1 in 5 of SEROCU's 731 disruptions was against fraud.", {"20% fraud None", ALL}),
    ("Six of SEROCU's 731 disruptions in 2023 were major.", {"6 all major", ALL}),
    ("SEROCU recorded 731 disruptions against drug gangs in 2023.", {"731 drugs None"}),
    ("SEROCU's 731 disruptions in 2023 were minor.", {"731 all minor"}),
    ("SEROCU scored 60 gangs in 2022. There have been major disruptions against 8 and moderate disruptions against 15.",
     set()),
]  # fmt: skip


def claims(text: str) -> list[DisruptionClaim]:
    return [claim for claim in extract(document(text)).claims if isinstance(claim, DisruptionClaim)]


@each_case(("text", "counts"), [*DIFFERENCES, *AIMS, *SAMPLES, *DENIALS])
def test_only_what_was_done_is_counted(text: str, counts: list[int]) -> None:
    assert [claim.count for claim in claims(text)] == counts


@each_case(("text", "expected"), SHARES)
def test_what_is_said_of_a_share_is_not_said_of_the_whole(text: str, expected: set[str]) -> None:
    found = {
        f"{f'{c.share_percent:.0f}%' if c.count is None else c.count} {'+'.join(c.threats)} {c.level}"
        for c in claims(text)
    }
    assert found == expected
