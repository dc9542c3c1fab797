"""Qualitative: what something costs, told without a number."""
