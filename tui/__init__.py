"""khabar: a terminal browser for hand-coded conflict reporting."""

__version__ = "0.1.0"
