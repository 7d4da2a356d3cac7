-- One row for the newest rating of each body and area; historic ratings and ratings without a date do not count.
WITH dated AS (
  SELECT rating_id, body_id, area,
    -- Sort a season by the month in which it begins.
    CASE regexp_extract(report_published_on, '^[0-9]{4}-(2[1-4])$', 1)
      WHEN '21' THEN report_published_on[:4] || '-03'
      WHEN '22' THEN report_published_on[:4] || '-06'
      WHEN '23' THEN report_published_on[:4] || '-09'
      WHEN '24' THEN report_published_on[:4] || '-12'
      ELSE report_published_on
    END AS day
  FROM ratings
  WHERE NOT historic AND report_published_on IS NOT NULL
)
SELECT rating_id FROM dated
QUALIFY row_number() OVER (PARTITION BY body_id, area ORDER BY day DESC, rating_id) = 1
