"""The texts that the library's vectors are built from."""
