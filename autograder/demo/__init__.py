"""The demonstration: the whole loop on a sample class, in a folder of its own."""
