"""Whether a decision follows the person or the team."""
