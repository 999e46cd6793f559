"""What the HTML report shows, piece by piece: cards, the map of who says what, plots, lists, the articles' own text."""
