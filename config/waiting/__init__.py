"""What waits for the person who signed in, by what they do: figures, workshops, batches.

Each takes a fixed number of queries.
"""
