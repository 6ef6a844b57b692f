"""Font families by name (`catalogue`), static faces made from them (`instances`), their letters (`coverage`) and
their kerning (`shaping`)."""
