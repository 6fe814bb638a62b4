"""Accords and tracks."""
