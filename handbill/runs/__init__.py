"""Print runs: one sheet for each row of a table, by the hundred or the hundred thousand."""
