"""The case page, drawn as text in parts.

A row costs a tenth of what it costs in a template's loop, and the page is little but rows. What is
the same in every row or on every page (words, addresses, forms) is made once, see ``i18n.drawing``.
"""
