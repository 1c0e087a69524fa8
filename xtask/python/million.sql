-- A million records as breaches are told: made names of few and of rare words, dates of every precision, and some without.
-- The same each time.
CREATE TABLE records AS
WITH words AS (
  SELECT ['Acme','Northern','United','Global','First','Pacific','Saint','Royal','Central','Nordic','Blue','Golden','Metro','Grand','Prime','Summit','Harbor','Valley','Lake','River'] AS a,
    ['Bank','Clinic','Hospital','University','Shop','Airlines','Insurance','Energy','Telecom','Logistics','Schools','County','Hotels','Foods','Steel','Pharma','Motors','Media','Legal','Games'] AS b,
    ['ba','ke','lo','mi','nu','pa','ra','se','ti','vo','wa','xe','yo','za','do','fi'] AS c,
    ['Phishing','Use of stolen credentials','SQL injection','Ransomware','Theft of a laptop','Misdelivery','Exploited vulnerability','Backdoor','Privilege abuse','Skimmer'] AS d,
    ['FIN7','APT28','LockBit','Clop','Lazarus','an employee','Scattered Spider','ALPHV'] AS e
), numbers AS (SELECT i, (hash(i) // 4)::BIGINT AS h FROM range(1000000) it(i))
SELECT printf('r%07d-%x', i, h % 65536) AS id,
  -- one in sixteen has a rare name
  a[1 + h % 20] || ' ' || b[1 + h // 20 % 20] || ' ' || upper(left(c[1 + h // 400 % 16], 1)) || substr(c[1 + h // 400 % 16], 2) || c[1 + h // 6400 % 16]
    || CASE WHEN h // 102400 % 16 = 0 THEN c[1 + h // 1638400 % 16] || c[1 + h // 26214400 % 16] || c[1 + h // 419430400 % 16] ELSE '' END AS victim,
  CASE WHEN h // 7 % 3 = 0 THEN e[1 + h // 21 % 8] END AS actor,
  d[1 + h // 11 % 10 : 1 + h // 11 % 10 + h // 13 % 4] AS actions,
  CASE h // 17 % 10
    WHEN 0 THEN NULL
    WHEN 1 THEN (1996 + h // 19 % 30)::VARCHAR
    WHEN 2 THEN strftime(DATE '1996-01-01' + (h // 23 % 10957)::INT, '%Y-%m')
    WHEN 3 THEN strftime(DATE '1996-01-01' + (h // 23 % 10957)::INT, '%Y-%m') || '~'
    ELSE strftime(DATE '1996-01-01' + (h // 23 % 10957)::INT, '%Y-%m-%d') END AS began,
  CASE WHEN h // 29 % 4 > 0 THEN ((h // 31 % 1000) * (h // 37 % 10000))::UBIGINT END AS n,
  CASE WHEN h // 29 % 4 > 0 THEN ['people', 'customers', 'records', 'accounts'][1 + h // 41 % 4] END AS unit,
  'Register of ' || a[1 + h // 43 % 20] AS publisher,
  'https://register.example/' || i AS url,
  DATE '2026-01-01' + (h // 47 % 150)::INT AS published
FROM numbers, words;
