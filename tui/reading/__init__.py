"""Where the reader is: view, selection, filter, find and the way back. Pure: no terminal."""
