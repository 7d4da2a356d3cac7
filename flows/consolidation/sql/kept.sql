-- One row for each fact of the last release that stays as it is, with all its passages.
FROM released ANTI JOIN anew USING ("table", part)
