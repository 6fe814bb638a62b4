"""Hudna reads Arabic reporting on conflicts and keeps the record of a truce, every value cited."""
