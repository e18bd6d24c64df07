"""Figures as files. Nothing is calculated here: what a file says is what the snapshot says."""
