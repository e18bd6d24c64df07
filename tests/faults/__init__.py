"""The fault run: people judge over HTTP while what serves them is killed, and nothing that was acknowledged is lost."""
