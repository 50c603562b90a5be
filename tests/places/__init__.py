"""README's own commands, in places where people clone."""
