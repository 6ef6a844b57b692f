"""A bulletin → its index: the people, bodies and documents that its articles name, and where.

letters  what names are made of      offices  what stands before names      people, bodies, documents  a text → names
entries  a bulletin → entries in order        editing  the editor's file of additions and corrections
"""
