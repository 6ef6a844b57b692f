"""Layouts: what an editor may say of the look of a bulletin (`schema`), in which units, and where it is found."""
