"""Driving the pages as each role does: by names of inputs, ids and addresses, never by words."""
