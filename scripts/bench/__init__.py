"""``make bench``: what a page costs, against a bare page of the same framework."""
