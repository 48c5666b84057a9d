"""Articles in common formats, one module per format."""
