"""Findings laid out for readers and for programs: one module a format, each with a pure `render`."""
