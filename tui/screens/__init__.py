"""Screens: which panes stand where, and what keys do to the desk."""
