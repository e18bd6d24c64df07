"""What the figures would be were some inputs otherwise. A scenario changes inputs only: what panels answered stays."""
