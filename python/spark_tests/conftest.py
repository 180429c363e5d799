"""One Spark for all: `make test-spark`. Its tests stand apart from python/tests, as they want a
Java runtime and pyspark."""

import os
import sys

import pytest
from pyspark.sql import SparkSession

# The executors' Python is that which has the package.
os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

# Small questions and small batches: what a compiler would gain is less than what it takes.
QUICK = {
    "spark.ui.enabled": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "2",
}


def session(master, **more):
    builder = SparkSession.builder.master(master).appName("lode")
    for name, value in {**QUICK, **more}.items():
        builder = builder.config(name, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    return made


@pytest.fixture(scope="session")
def spark():
    made = session("local[2]")
    yield made
    made.stop()
