"""The kinds of claim, one module each: dates, figures, quotes."""
