"""Figures of disruptions in prose and tables, linked by judges that learned from labelled documents.

A document runs through the modules in this order: `page` (its tokens, numbers and names), `times` (periods given
relative to others), `candidates` (what a number could be linked to, generously), `features` (what describes a
candidate), `steps` (which judge is asked when), `decoding` (which claims are made), `claims` (their cells).
"""
