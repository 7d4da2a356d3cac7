"""People that a text names: by names, ranks, roles and lists."""
