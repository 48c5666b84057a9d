"""Articles in other people's formats: one module for each."""
