"""bulletin: raw Vietnamese articles → PDF bulletins, Word files and EPUB compilations.

The flow, floor by floor, is drawn in docs/architecture.md.
"""

__version__ = "0.1.0"
