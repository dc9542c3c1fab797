"""Naming: what authors call what they introduce."""
