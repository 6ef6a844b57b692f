"""Text → Article: the draft (lines and their pieces), the rules that claim them, and the ledger of every character."""
