"""Following a case: whose turn it is, what comes next, by when. Read only, but for the reply."""
