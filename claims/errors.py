"""What goes wrong with an input, said so that its owner can mend it."""

from __future__ import annotations


class InputError(Exception):
    """An article that cannot be read: which file, which line (0 for the whole file), what is wrong, what to do."""

    def __init__(self, path: str, line: int, problem: str, remedy: str) -> None:
        """Keep the four parts apart, for reports that lay them out themselves."""
        super().__init__(path, line, problem, remedy)
        self.path = path
        self.line = line
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        """`path:line: problem; remedy`, as compilers print it."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.problem}; {self.remedy}"
