"""Edition codes and changes, ledger, sign-offs, deadlines."""
