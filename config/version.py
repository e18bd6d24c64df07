"""Which release this is: what was published by it says so. The same number as in pyproject.toml."""

VERSION = "0.1.0"
