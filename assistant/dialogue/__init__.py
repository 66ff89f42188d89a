"""What kind of turn a line of a chat is, and what it inherits."""
