"""Widgets that draw rows. Textual, and nothing but Textual."""
