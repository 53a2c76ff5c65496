"""Why the check cannot go on."""


class Problem(Exception):
    """In one line: what is missing or wrong, and what to do where that is known."""
