"""A module for each format: bytes in, articles out, one by one."""
