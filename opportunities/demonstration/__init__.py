"""The demonstration: five areas of 2016, invented notes and people, loaded as anybody would load their own."""
