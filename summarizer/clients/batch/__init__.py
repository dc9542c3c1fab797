"""The Batch API: papers read at half the price within a day, by files that go out and files that come back.

`folder` is a job's folder and `requests` writes the files in it; `server` is the HTTP to an endpoint's `/files` and
`/batches`; `submission` makes batches and watches them; `replies` tells what a line of an output file means, and
`collection` keeps it in the cache of answers, under the key a realtime request has, so that `summarize` finds it there.
"""
