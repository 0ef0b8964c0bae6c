"""What the queue shows: its views, filters, pages and the search. Read only."""
