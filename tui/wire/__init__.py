"""What goes down the line: a screen of cells, and the fewest bytes that make the terminal show it."""
