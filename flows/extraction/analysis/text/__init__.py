"""The text of a document as the rules read it: its view, blocks and quotations, and searches for many words at once."""
