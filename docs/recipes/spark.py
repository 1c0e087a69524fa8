"""An index of breachmap from a table of records, by Spark 3.5 or later: docs/collections.md describes what is written.

In: a data frame with the columns of duckdb.sql beside this file (`n` as a long, `published` as a date).
Out: a folder, which the driver must see too, for the summary. Spark chooses the names of files; rows and summary tell them.
"""

import glob
import json
import os
import unicodedata

from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F

SOURCE = F.lit("s").alias("source")


def claims(*said):
    """The claims of an attribute: one, by the only source."""
    return F.array(F.struct(SOURCE, *said)).alias("claims")


def only(is_known, *fields):
    """A list of one part, or nothing, which Spark does not write."""
    return F.when(is_known, F.array(F.struct(*fields)))


def incidents(records: DataFrame) -> DataFrame:
    """The incidents in the format of breachmap, 500 in a shard."""
    has_began, has_n = F.col("began").isNotNull(), F.col("n").isNotNull()
    title = F.concat("victim", F.when(F.col("year") == "none", "").otherwise(F.concat(F.lit(", "), "year")))
    source = F.struct(
        F.lit("s").alias("id"), F.lit("press").alias("kind"), "publisher", "url", F.date_format("published", "yyyy-MM-dd").alias("published")
    )
    host = F.struct(
        F.lit("systems").alias("id"),
        F.concat(F.lit("Systems of "), "victim").alias("label"),
        F.array(F.struct(SOURCE, F.lit("compromised").alias("value"))).alias("states"),
    )
    technique = lambda it, at: F.struct(F.concat(F.lit("how-"), at + 1).alias("id"), it.alias("label"), claims())
    return records.select(
        "shard",
        F.lit("breachmap-incident/1").alias("format"),
        "id",
        title.alias("title"),
        F.array(source).alias("sources"),
        F.struct(claims(F.col("victim").alias("value"))).alias("victim"),
        F.when(F.col("actor").isNotNull(), F.struct(claims(F.col("actor").alias("value")))).alias("actor"),
        F.array(host).alias("hosts"),
        F.transform("actions", technique).alias("techniques"),
        only(
            has_began,
            F.lit("began").alias("id"),
            F.lit("compromise").alias("kind"),
            F.lit("Began").alias("label"),
            F.array(F.lit("systems")).alias("hosts"),
            claims(F.col("began").alias("when")),
        ).alias("events"),
        only(
            has_n, F.lit("n").alias("id"), F.col("unit").alias("label"), claims(F.col("n").alias("value"), F.col("unit").alias("unit"))
        ).alias("counts"),
    )


def rows(records: DataFrame) -> DataFrame:
    """The rows as text, 5,000 in a part: a count is a list of words and numbers, for which Spark has no type."""
    told = lambda name: F.col(name).isNotNull().cast("int")
    complete = told("victim") + told("actor") + (F.size("actions") > 0).cast("int") + told("began") + told("n")
    row = F.struct(
        "id",
        "victim",
        "actor",
        F.slice("actions", 1, 2).alias("actions"),
        F.greatest(F.size("actions") - 2, F.lit(0)).alias("n_more"),
        F.col("began").alias("when"),
        complete.alias("complete"),
        "file",
    )
    unit = F.to_json(F.array("unit"))  # ["people"]
    count = F.concat(F.lit('[["exactly",'), F.col("n"), F.lit(",0,"), unit.substr(F.lit(2), F.length(unit) - 2), F.lit(',"stated"]]'))
    text = F.to_json(row)
    text = F.concat(text.substr(F.lit(1), F.length(text) - 1), F.lit(',"counts":'), F.coalesce(count, F.lit("[]")), F.lit("}"))
    number = F.row_number().over(Window.partitionBy("year").orderBy("id")) - 1
    return records.select("year", F.floor(number / 5000).alias("part"), text.alias("value"))


@F.udf("string")
def plain(text):
    """In lower case and without accents."""
    return "".join(it for it in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(it))


def words(records: DataFrame) -> DataFrame:
    """Which words are in which years: the letters that stand together."""
    text = plain(F.concat_ws(" ", "id", "victim", "actor", "began", F.concat_ws(" ", F.slice("actions", 1, 2))))
    word = F.explode(F.regexp_extract_all(text, F.lit(r"([\p{L}\p{M}]+)"), 1))
    year = F.when(F.col("year") == "none", "-").otherwise(F.col("year"))
    years = F.array_join(F.array_sort(F.collect_set("year")), " ")
    return records.select(year.alias("year"), word.alias("word")).groupBy("word").agg(years.alias("years"))


def write_index(spark: SparkSession, records: DataFrame, folder: str, name: str) -> None:
    """Writes the index."""
    # the year, if it can be no other
    is_one_year = F.coalesce(F.col("began").rlike(r"^\d{4}(-\d\d(-\d\d)?)?[~?%]?$"), F.lit(False))
    records = records.withColumn("actions", F.coalesce("actions", F.array().cast("array<string>")))
    records = records.withColumn("year", F.when(is_one_year, F.substring("began", 1, 4)).otherwise("none"))
    n_shards = max(1, records.count() // 500)
    records = records.withColumn("shard", F.pmod(F.hash("id"), F.lit(n_shards))).cache()

    incidents(records).repartition("shard").write.partitionBy("shard").json(f"{folder}/incidents")
    file = F.regexp_extract(F.input_file_name(), r"(incidents/.*)$", 1)
    places = spark.read.json(f"{folder}/incidents", schema="id string").select("id", file.alias("file"))

    rows(records.join(places, "id")).repartition("year", "part").write.partitionBy("year", "part").text(f"{folder}/rows")
    words(records).write.csv(f"{folder}/words", sep="\t", quote="", escape="", header=False)

    at = lambda pattern: sorted(os.path.relpath(it, folder) for it in glob.glob(f"{folder}/{pattern}"))
    counted = {it["year"]: it["count"] for it in records.groupBy("year").count().collect()}
    years = [
        {"year": None if year == "none" else int(year), "incidents": counted[year], "rows": at(f"rows/year={year}/part=*/part-*")}
        for year in sorted(counted, key=lambda it: (it != "none", it), reverse=True)
    ]
    summary = {"format": "breachmap-index/1", "name": name, "incidents": sum(counted.values()), "words": at("words/part-*"), "years": years}
    with open(f"{folder}/index.json", "w", encoding="utf-8") as out:
        json.dump(summary, out, ensure_ascii=False)
