"""How a Chinese deadline phrase is read: plain text, then expressions of time, then clauses, then the phrase.

plain_text    full-width, traditional, numerals and ranges to one plain form; numerals: 二〇二一 to 2021
patterns      what an expression of time looks like
spans         from a day to a day, and calendar arithmetic
expressions   a found expression to a span, counted from the reference date where it has to be
lengths       a length of time (三个月内) to a span; working_days: with the days that are made up for
clauses       is an expression a deadline here, or only a date in running text
reader        the clauses of a phrase to one reading
"""
