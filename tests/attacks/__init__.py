"""Hostile submissions: each tries one thing, and the engine has to come away unharmed."""
