"""Reads only: how a centre serves, a sample of what its staff did, and what is unusual in it."""
