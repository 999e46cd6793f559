"""The commands that work with what was known before: one module each, registered by `consistency.cli`."""
