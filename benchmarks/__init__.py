"""What is timed, on real servers; README.md tells how to run it and what came out last."""
