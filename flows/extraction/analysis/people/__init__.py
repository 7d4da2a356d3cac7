"""Find the people that a text names, and the ranks and roles beside their names."""
