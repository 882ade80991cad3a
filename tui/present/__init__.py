"""Records → rows of styled words. Pure: no terminal and no Textual; styles are the names of a theme."""
