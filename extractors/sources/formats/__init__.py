"""The formats that can be read, a file each; a module here that sets `SOURCE` is found by itself."""
