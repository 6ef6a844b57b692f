"""Text in old encodings, pasted or decoded byte by character → the edits that make it Vietnamese."""
