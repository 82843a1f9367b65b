"""Dates and numbers as Iraq writes them; Django's own for `ar` and `en` put the month first."""
