"""Runs docs/recipes/duckdb.sql on generated records: index.py RECORDS FOLDER. Says how long each statement takes."""

import os
import resource
import sys
import time

import duckdb

n_records, folder = int(sys.argv[1]), sys.argv[2]
with open("xtask/python/million.sql", encoding="utf-8") as file:
    records = file.read().replace("1000000", str(n_records))
with open("docs/recipes/duckdb.sql", encoding="utf-8") as file:
    recipe = file.read()
os.chdir(folder)
db = duckdb.connect()
db.execute("SET memory_limit = '2GB'")
db.execute("SET temp_directory = '../spill'")
db.execute(records)
db.execute("SET VARIABLE name = 'Generated records'")
begin = time.monotonic()
for statement in db.extract_statements(recipe):
    before = time.monotonic()
    db.execute(statement)
    words = [line for line in statement.query.strip().splitlines() if line and not line.startswith("--")]
    print(f"{time.monotonic() - before:7.1f} s  {words[0][:80]}")
files = [os.path.join(place, name) for place, _, names in os.walk(".") for name in names]
size = sum(os.path.getsize(it) for it in files) / 1e6
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"{time.monotonic() - begin:7.1f} s  {n_records:,} records, {len(files):,} files, {size:,.0f} MB; at most {peak:,.0f} MB of memory")
