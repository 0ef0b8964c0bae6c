"""Sessions, sealed: one module for each engine, as ``SESSION_ENGINE`` wants it."""
