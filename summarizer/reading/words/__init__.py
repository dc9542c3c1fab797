"""Words: a sentence as words, signs, quantities and the terms that stand in it, and the tables of these terms."""
