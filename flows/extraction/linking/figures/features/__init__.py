"""What describes a number, what it could be bound to, and the claim that comes of it: numbers with names."""
