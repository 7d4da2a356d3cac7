"""Bodies that are meant and not named: "the force", "it", those of a page or of its parts."""
