"""What the values in the rows say: languages, dates, licences, generators, tokens.

The engines count values as they stand; here, on that small table, they are read. What cannot be read is listed, never
dropped and never guessed.
"""
