"""Delivery: the digest that is sent once, whatever happens meanwhile.

`morning` is the flow; `state` is where it is remembered what was seen and sent, `outbox` what is still to be sent,
`letters`, `smtp`, `webhook` and `site` are the ways out, `configuration` is what a `digest.toml` may say.
"""
