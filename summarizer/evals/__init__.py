"""Evals: papers with gold labels, read by any backend and scored; offline, and the same to the byte each time.

`loading` gives `sets` of papers and their `labels`, `runs` reads them, `matching` and `scoring` say what is right,
`measures` and `intervals` what that comes to; `recordings` keeps a model's answers; `report`, `changes` and `gate` hold
runs against each other; `tables` and `page` show them; `adapters` are other people's sets.
"""
