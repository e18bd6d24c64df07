"""Pages about areas: the list, their inputs, files of them, their people."""
