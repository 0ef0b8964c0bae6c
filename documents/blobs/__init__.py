"""Where sealed bytes lie: one small interface, local disk and S3 behind it.

A blob's name is a random UUID; nothing here ever sees plaintext or knows whose the bytes are.
"""
