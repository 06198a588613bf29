"""Pictures of our own for the portal of the demo: a motif, and a seed that makes one drawing of it differ from the next."""

from zvans.demo.drawings.draw import MOTIFS, draw

__all__ = ["MOTIFS", "draw"]
