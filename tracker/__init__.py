"""Numeric goals of government work reports."""

__version__ = "0.1.0"
