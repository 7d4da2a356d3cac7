"""From raw documents to a published release: read -> extract -> consolidate -> validate -> release."""
