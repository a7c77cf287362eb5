"""Catalogs, numbers and dates; the only room that knows gettext."""
