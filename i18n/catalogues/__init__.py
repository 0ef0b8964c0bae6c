"""The message catalogues: found in the sources, kept per language, checked, handed to translators.

Everything is done by Babel, so that no gettext binaries are needed.
"""
