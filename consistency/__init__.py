"""Claims of many articles side by side: what conflicts, what rests on one origin, what agrees."""

__version__ = "0.1.0"
