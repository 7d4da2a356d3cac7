"""Counts of several, of operations of many and of units nobody knows: no named body's. All sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures

NOBODYS = [
    # The teller is not who did it.
    "The Home Office said agencies around the UK delivered 5,100 disruptions of crime in 2021/22.",
    "According to the NCA, British law enforcement logged 5,100 disruptions of crime.",
    "The chief constable of Gwent Police said forces had made 5,100 disruptions of crime.",
    "The NCA reported that the whole system achieved 5,100 disruptions of crime.",
    # Of an operation of many.
    "Gwent Police joined a national week of action, which saw 310 county lines disrupted.",
    "Operation Heron, run by Gwent, South Wales and Dyfed-Powys, has led to 44 disruptions. Gwent Police was pleased.",
    "Norfolk Constabulary took part in Operation Heron last week. The operation dismantled 44 gangs.",
    "As part of Operation Heron, which dismantled 44 gangs, Norfolk Constabulary made two arrests.",
    "Operation Heron saw forces across Britain disrupt 44 gangs. In Norfolk, police raided three houses.",
    'The Norfolk PCC said: "The county lines programme has disrupted 3,100 lines since 2020."',
    # Of a unit that is not known.
    "Falcon, a national intelligence unit hosted by Cheshire Constabulary, disrupted 27 crime groups.",
    "The National Vehicle Squad, now part of the NCA, disrupted 27 crime groups.",
    "The Retail Crime Centre disrupted 27 crime groups. Cheshire Constabulary was pleased.",
    "Kent and Essex's joint Serious Crime unit dismantled 27 gangs. Essex Police's chief welcomed it.",
    "The joint Devon and Dorset Fraud team made 27 disruptions of crime. Dorset Police pays half.",
    # Of two bodies together.
    "Norfolk Constabulary and Suffolk Constabulary dismantled 27 gangs in 2022.",
    "In 2022 Norfolk Constabulary, with Suffolk Constabulary, made 27 disruptions of crime.",
    "Norfolk Constabulary and Suffolk Constabulary made 27 and 31 disruptions of crime.",
    "Norfolk Constabulary and Suffolk Constabulary held six people and dismantled 27 gangs.",
    "Trading Standards and Norfolk Constabulary made 27 disruptions of crime.",
    "The County Lines Support Centre said 27 lines had been disrupted. Norfolk Constabulary was pleased.",
    "The chief constable of Norfolk Constabulary said police had dismantled 5,100 gangs this year in the UK.",
    "Both Norfolk Constabulary and Suffolk Constabulary made 27 disruptions of crime.",
    # Of where "where" says.
    "Norfolk Constabulary detectives went to Suffolk, where 27 gangs were dismantled.",
]


@each_case("text", NOBODYS)
def test_counts_of_nobody_that_is_known(text: str) -> None:
    assert not figures(text)


STAYS = [
    ("Working with partners, Gwent Police made 44 disruptions of crime.", "gwent-police"),
    ("Gwent Police and its partners made 44 disruptions of crime.", "gwent-police"),
    ("Gwent Police's Operation Heron has led to 44 disruptions of crime.", "gwent-police"),
    ("Gwent Police launched Operation Heron in May. The operation has dismantled 44 gangs.", "gwent-police"),
    ("Gwent Police began its county lines programme in 2020. The programme has disrupted 44 lines.", "gwent-police"),
    ("The force's Serious Crime Unit dismantled 44 gangs. Gwent Police welcomed that.", "gwent-police"),
    ("Gwent Police said its Cyber Unit made 44 disruptions of crime.", "gwent-police"),
    ("The joint work paid off: Gwent Police made 44 disruptions of crime.", "gwent-police"),
    ("NWROCU, part of the network of regional units, made 44 disruptions of crime.", "nwrocu"),
    ("Officers across Gwent dismantled 44 gangs, Gwent Police said.", "gwent-police"),
    ("Gwent Police met Dyfed-Powys Police and made 44 disruptions of crime.", "gwent-police"),
    ("Gwent Police works in Newport, where 44 gangs were dismantled.", "gwent-police"),
    ("Gwent Police met Kent Police and Essex Police and made 44 disruptions of crime.", "gwent-police"),
    ("Gwent Police said police had dismantled 44 gangs in Newport.", "gwent-police"),
    ("Councillor Eve Marsh said 44 gangs had been dismantled. She thanked Gwent Police.", "gwent-police"),
    ("Councillor Eve Marsh said the force dismantled 44 gangs. She thanked Gwent Police.", "gwent-police"),
    ("The Cyber Crime Unit made 44 disruptions of crime. Gwent Police set it up in 2019.", "gwent-police"),
    ("As part of Operation Heron, officers of Gwent Police, based in Newport, dismantled 44 gangs.", "gwent-police"),
    (
        "Gwent Police joined a national week. During the week, the force, based in Newport, dismantled 44 gangs.",
        "gwent-police",
    ),
    ("During the national week of action, Gwent Police disrupted 44 county lines.", "gwent-police"),
    ("Gwent has disrupted 44 gangs; others did less. Gwent Police was pleased.", "gwent-police"),
    ("PS Ann Frost led 44 disruptions of crime. Gwent Police thanked her.", "gwent-police"),
    ("The NCA said Gwent Police made 44 disruptions of crime.", "gwent-police"),
]


@each_case(("text", "body"), STAYS)
def test_counts_of_a_body(text: str, body: str) -> None:
    assert [(c.body.body_id, c.count) for c in figures(text)] == [(body, 44)]
