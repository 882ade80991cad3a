"""Records ↔ a plain TinyDB file, an index that can be thrown away, and the Library over both."""
