"""Helpers shared by the tests: documents, processes, terminals, and scripts that update output."""
