"""The command line. One file a command, which imports its rooms only when it is called."""

from .run import main

__all__ = ("main",)
