"""Costs: numbers that tell what something costs or saves."""
