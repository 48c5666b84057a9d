"""Where the parts of a page are, and what the page says about its story."""
