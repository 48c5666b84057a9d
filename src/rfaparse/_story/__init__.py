"""The one walk over a story's elements, and the readers that it calls."""
