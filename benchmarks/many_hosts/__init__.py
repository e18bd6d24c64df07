"""The production shape run for real: every host a network namespace of its own, and only the network is cut."""
