"""Sessions: they end when nothing is done for a while, and after a working day; each can be looked at and ended."""
