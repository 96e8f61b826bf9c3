"""The receipts window: what was sent, when, and what came of it. Imports pictures and what is below."""
