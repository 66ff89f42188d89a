"""What the tests share: documents, processes, terminals, and scripts that renew what is shown."""
