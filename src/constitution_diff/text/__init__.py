"""Legal text: documents read as trees of provisions, two versions aligned, shown as a redline, and checked against the coding."""
