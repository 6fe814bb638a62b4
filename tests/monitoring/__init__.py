"""Findings, ledgers, trends, and talks as they are told."""
