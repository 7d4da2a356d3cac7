"""Machine-learned linking: decides what structure alone does not, such as which body and area a grade belongs to.

Order for ratings: `entities`, `candidates` (generous), `features` (numbers that describe a candidate), `judges`
(features -> probabilities), `steps` (which judge is asked when), `decoding` (what can stand together), `dating`,
`ratings` (claims). The subfolders link roles, affiliations, speakers, stakeholders and figures.
"""
