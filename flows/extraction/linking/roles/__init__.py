"""What a document says a person is: the words beside a name that may be a role, and the judge that chooses them."""
