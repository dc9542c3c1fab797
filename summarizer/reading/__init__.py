"""Reading: the embedded reader, which reads a paper at once, offline, by a grammar of quantities and relations.

A sentence is cut into `words`; `framing` ties its numbers to the words around them; what they tell is read by `costs`
and `quality`, what is told without a number by `qualitative`. `naming` and `paper` look at the paper as a whole,
`attribution` at whose a number is. `numbers` and `reader` put it all together.
"""

from __future__ import annotations

from summarizer.reading.reader import read

__all__ = ["read"]
