"""Find the slices that stand for a person or body that can speak: names, short forms, nouns, titles, pronouns."""
