"""Reading articles on Apache Spark (pyspark 4): docs/scale.md.

>>> from pyspark.sql import SparkSession
>>> import lode.spark
>>> spark = SparkSession.builder.getOrCreate()
>>> statements = lode.spark.extract(spark.read.parquet("articles"), text="body", url="link")
>>> statements.where("error is null").select("subject.name", "predicate", "text").show()

Reading is a pure function of an article, so each executor's Python process reads its share with
lode's own reader: nothing is sent but the articles and what was read. Wants the package on each
node (models and schema travel in it), pyspark and pyarrow.
"""

from ._names import entities
from ._runs import Runs, to_runs
from ._statements import STATEMENTS, extract

__all__ = ["STATEMENTS", "Runs", "entities", "extract", "to_runs"]
