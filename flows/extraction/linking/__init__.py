"""Facts that structure alone does not decide, linked by judges that learned from labelled documents.

A document runs through the modules in this order: `entities` (its words, and what is named among them), `candidates`
(what could belong together, generously), `features` (what describes a candidate), `judges` (how likely each is),
`asking` and `steps` (which judge is asked when), `decoding` (which of them can hold together), `ratings` (the claims).
"""
