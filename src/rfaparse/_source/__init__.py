"""Any input into an lxml tree, and the metadata around its HTML."""

MAX_SOURCE_LENGTH = 64 * 1024 * 1024
"""The longest source that is read by default: bytes, or code points of ``str``."""
