-- One row for each claim of any kind, with its figure as text, the identifier of its fact, and the part of the fact.
WITH written AS (
  SELECT *, CASE "table" WHEN 'disruptions' THEN figure(count, share_percent, rate, rate_unit, qualifier) END AS figure
  FROM claimed
),
identified AS (
  SELECT *, CASE "table"
    -- If the month of the report is unknown, use the document instead; add the grade itself to historic ratings.
    WHEN 'ratings' THEN body_id || '.' || area || '.' || coalesce(report_published_on[:7], 'undated-' || document_id)
      || CASE WHEN historic THEN '.earlier-' || replace(grade, ' ', '-') ELSE '' END
    -- Without a period use the document instead, so that figures of unknown time never merge across documents. An
    -- impossible share gets an identifier of its own: the gate rejects it, and it must not contest a possible figure.
    WHEN 'disruptions' THEN body_id || '.' || measure || '.' || replace(threats, ';', '+') || '.'
      || CASE
        WHEN period_start IS NULL AND period_end IS NULL THEN 'undated-' || document_id
        ELSE coalesce(period_start, '') || '--' || coalesce(period_end, '')
      END
      || coalesce('.' || lead, '') || coalesce('.' || level, '') || coalesce('.' || strand, '')
      || coalesce(operation_part(operation), '')
      || CASE WHEN share_percent > 100 THEN '.' || figure ELSE '' END
    -- A known organisation has the id of its body. For a person's unknown organisation, the document is used.
    ELSE CASE
      WHEN kind = 'organisation' AND body_id IS NOT NULL THEN body_id
      ELSE slug(name) || '.' || coalesce(body_id, in_place_of_organisation(document_id))
    END
  END AS fact
  FROM written
)
SELECT *, part_of("table", body_id, area, measure, fact) AS part FROM identified
