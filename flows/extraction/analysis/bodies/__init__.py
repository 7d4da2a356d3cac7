"""Find the organisations that a text names: by a name, a place, the shape of a name, or an office."""
