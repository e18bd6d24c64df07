"""How many random areas: 30, or for the whole promise DISCLOSURE_AREAS=1000."""

import os

AREAS = int(os.environ.get("DISCLOSURE_AREAS", "30"))
