"""What a user has to put right."""


class UserError(ValueError):
    """An error whose message is one clear sentence for the user: what is wrong, what to do."""
