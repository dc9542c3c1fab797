"""Paper: what a paper is as a whole: its kind, its topics, whose work its sentences tell, what to quote of it."""
