"""From a file to case notes and agreed reviews: read, check, load. The readers and checks here import no Django."""
