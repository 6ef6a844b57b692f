"""The conventions of Vietnamese articles, one a file. Each rule claims the lines that it knows; the order in which
they run stands in `recognise`."""
