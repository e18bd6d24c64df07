"""Panels and workshops: who sits, which notes they read, what they record."""
