"""The reader's own state, kept in the user's data folder and never in the corpus."""
