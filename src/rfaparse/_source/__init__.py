"""Any input into an lxml tree, and what stood around its HTML."""
