"""Strings in, strings out: encodings, normalising, Vietnamese letters, terms and typography. No third-party code."""
