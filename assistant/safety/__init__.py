"""Which warnings are urgent, and why."""
