"""Attribution: whose a number is, what it is compared with and where it was measured."""
