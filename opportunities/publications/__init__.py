"""Published tables: proposed from the snapshot of the moment, decided by a second person, then kept as they are."""
