"""Disclosure control: figures that can be given away without giving anybody away. Pure: plain values in and out."""
