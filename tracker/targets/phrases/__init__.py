"""Phrases taken apart: words, nouns, and what stands before a number."""
