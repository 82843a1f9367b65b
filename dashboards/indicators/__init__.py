"""Indicators: named questions, answered with unit records, measured and protected."""
