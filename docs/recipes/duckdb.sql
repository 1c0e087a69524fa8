-- An index of breachmap from a table of records, by DuckDB: docs/collections.md describes what is written.
-- Run it in an empty folder, which becomes the index, with a table or view of these columns:
--
--   CREATE VIEW records AS SELECT
--     id,         -- VARCHAR, all different: lower-case letters, digits, . _ -
--     victim,     -- VARCHAR, who was breached
--     actor,      -- VARCHAR or NULL, who did it
--     actions,    -- VARCHAR[], how they did it
--     began,      -- VARCHAR or NULL, in EDTF: 2019, 2019-05, 2019-05-02
--     n, unit,    -- UBIGINT and VARCHAR or both NULL, how many are affected: 1200, 'customers'
--     publisher,  -- VARCHAR, who says so
--     url,        -- VARCHAR or NULL, where
--     published   -- DATE, when
--   FROM 'records.parquet';
--   SET VARIABLE name = 'All our incidents';

-- 500 incidents in a file, 5,000 rows in a file: so much is read at once.
CREATE TEMP TABLE numbered AS
SELECT *,
  -- the year, if it can be no other
  CASE WHEN regexp_full_match(began, '\d{4}(-\d\d(-\d\d)?)?[~?%]?') THEN left(began, 4) ELSE 'none' END AS year,
  (row_number() OVER (ORDER BY id) - 1) // 500 AS shard
FROM records;

-- The incidents, one in a line: incidents/shard=7/data_0.json.
COPY (
  SELECT shard,
    'breachmap-incident/1' AS format, id, victim || coalesce(', ' || nullif(year, 'none'), '') AS title,
    [json_merge_patch('{}', json_object('id', 's', 'kind', 'press', 'publisher', publisher, 'url', url, 'published', published))] AS sources,
    json_object('claims', [json_object('source', 's', 'value', victim)]) AS victim,
    CASE WHEN actor IS NOT NULL THEN json_object('claims', [json_object('source', 's', 'value', actor)]) END AS actor,
    [json_object('id', 'systems', 'label', 'Systems of ' || victim, 'states', [json_object('source', 's', 'value', 'compromised')])] AS hosts,
    list_transform(coalesce(actions, []), lambda it, i: json_object('id', 'how-' || i, 'label', it, 'claims', [json_object('source', 's')])) AS techniques,
    CASE WHEN began IS NULL THEN [] ELSE [json_object('id', 'began', 'kind', 'compromise', 'label', 'Began', 'hosts', ['systems'], 'claims', [json_object('source', 's', 'when', began)])] END AS events,
    CASE WHEN n IS NULL THEN [] ELSE [json_object('id', 'n', 'label', unit, 'claims', [json_object('source', 's', 'value', n, 'unit', unit)])] END AS counts
  FROM numbered ORDER BY shard, id
) TO 'incidents' (FORMAT json, PARTITION_BY (shard));

-- Their rows: rows/year=2019/part=0/data_0.json. What can be found is made of the other fields.
CREATE TEMP TABLE rows_of AS
SELECT year, (row_number() OVER (PARTITION BY year ORDER BY id) - 1) // 5000 AS part,
  id, victim, coalesce(actor, '') AS actor, coalesce(actions[:2], []) AS actions, greatest(len(coalesce(actions, [])) - 2, 0) AS n_more,
  coalesce(began, '') AS "when",
  CASE WHEN n IS NULL THEN [] ELSE [json_array('exactly', n, 0, unit, 'stated')] END AS counts,
  1 + (actor IS NOT NULL)::INT + (len(coalesce(actions, [])) > 0)::INT + (began IS NOT NULL)::INT + (n IS NOT NULL)::INT AS complete,
  'incidents/shard=' || shard || '/data_0.json' AS file
FROM numbered;
COPY (SELECT * FROM rows_of ORDER BY year, part, id) TO 'rows' (FORMAT json, PARTITION_BY (year, part));

-- Which words are in which years: the letters that stand together, in lower case and without accents.
COPY (
  SELECT word, string_agg(year, ' ' ORDER BY year) AS years
  FROM (
    SELECT DISTINCT if(year = 'none', '-', year) AS year,
      unnest(regexp_extract_all(lower(strip_accents(concat_ws(' ', id, victim, actor, "when", array_to_string(actions, ' ')))), '[\p{L}\p{M}]+')) AS word
    FROM rows_of
  )
  GROUP BY word ORDER BY word
) TO 'words.tsv' (FORMAT csv, DELIMITER '\t', HEADER false, QUOTE '', ESCAPE '');

-- The summary, with what was written: so its names of files are those that are there.
CREATE TEMP TABLE written AS
SELECT file, regexp_extract(file, 'year=([^/]+)', 1) AS year, regexp_extract(file, 'part=(\d+)', 1)::INT AS part FROM glob('rows/*/*/*.json');
SELECT CASE WHEN (SELECT count(*) FROM glob('incidents/*/*.json')) <> (SELECT count(DISTINCT shard) FROM numbered)
  THEN error('a shard is in several files, and its rows name the first') END;
COPY (
  SELECT 'breachmap-index/1' AS format, getvariable('name') AS name, (SELECT count(*) FROM rows_of) AS incidents, ['words.tsv'] AS words,
    (SELECT list({'year': TRY_CAST(year AS INT), 'incidents': n, 'rows': files} ORDER BY TRY_CAST(year AS INT) DESC NULLS LAST)
     FROM (SELECT year, count(*) AS n FROM rows_of GROUP BY year)
     JOIN (SELECT year, list(file ORDER BY part, file) AS files FROM written GROUP BY year) USING (year)) AS years
) TO 'index.json' (FORMAT json);
