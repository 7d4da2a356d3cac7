-- One row for each claim about a figure, with the figure as text and the identifier of what it is about.
SELECT
  * REPLACE (array_to_string(threats, ';') AS threats),
  figure(count, share_percent, rate, rate_unit, qualifier) AS figure,
  -- Without a period use the document instead, so that figures of unknown time never merge across documents. An
  -- impossible share gets an identifier of its own: the gate rejects it, and it must not contest a possible figure.
  body_id || '.' || measure || '.' || array_to_string(threats, '+') || '.'
  || CASE
    WHEN period_start IS NULL AND period_end IS NULL THEN 'undated-' || document_id
    ELSE coalesce(period_start, '') || '--' || coalesce(period_end, '')
  END
  || coalesce('.' || lead, '') || coalesce('.' || level, '') || coalesce('.' || strand, '')
  || coalesce(operation_part(operation), '')
  || CASE WHEN share_percent > 100 THEN '.' || figure ELSE '' END AS fact
FROM claimed
