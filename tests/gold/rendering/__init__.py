"""Gold documents in other formats: files with the same words and the same structure.

`pieces` makes pieces of a document's blocks; `pages`, `word` and `printed` make web pages, Word files and PDF of the
pieces; `parity` measures which facts of the plain text are lost in each format, and which facts are wrong there.
"""
