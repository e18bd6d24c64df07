"""The documents in docs/, as pages of the site: what stands in the repository is what people read here."""
