"""Files that nobody should send and somebody will: made by seed, each loaded in a process of its own with limits."""
