"""The reports and inspections that a text speaks of: whose, on what, published when."""
