"""Figures as slides for a board: native tables and charts, so that whoever presents them can go on working on them."""
