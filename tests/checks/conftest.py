"""A busy machine must not fail a property: how long an example takes is not what is tested."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
