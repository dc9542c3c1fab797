"""What all tests share: an example of a property may take its time, which says more of the machine than of the code."""

from hypothesis import settings

settings.register_profile("patient", parent=settings.default, deadline=None)
settings.load_profile("patient")
