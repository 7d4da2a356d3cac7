"""Gold documents in the formats that documents arrive in: the same words and the same structure, other files.

`pieces` takes a document's blocks; `pages`, `word` and `printed` make web pages, Word files and PDF of them; `parity`
measures which facts are lost or new against the plain text.
"""
