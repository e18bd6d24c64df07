"""The floor: bare Django that hands out notes and stores judgements, with nothing else around it."""
