"""Figures of disruptions, linked by judges that learned from labelled documents.

A document runs through the modules in this order: `page` (its words, its numbers, and what is named), `times` (periods
that are told in relation to others), `candidates` (what a number could be bound to, generously), `features` (what
describes a candidate), `steps` (which judge is asked when), `decoding` (which claims are made), `claims` (their cells).
"""
