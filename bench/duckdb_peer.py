"""DuckDB for the engine benchmark: takes requests as lines of JSON, answers each with a
line "SECONDS CHECK BYTES" (processor time; the most memory so far) or "error ...".

    duckdb_peer.py FOLDER        FOLDER/duck.db is written
"""
import json
import os
import sys
import time

import duckdb

FOLDER = sys.argv[1]
FILE = os.path.join(FOLDER, "duck.db")
# Sorted by (p, s, o) and (p, o, s), the way a store of columns is asked quickest; the
# dictionary has indexes both ways.
LOAD = """
create temp table raw as select * from read_csv('FILE', delim='\t',
  header=false, quote='', escape='', columns={'s': 'VARCHAR', 'p': 'VARCHAR', 'o': 'VARCHAR'});
create table dict as select (row_number() over ())::INTEGER id, term
  from (select s term from raw union select p from raw union select o from raw);
create unique index dict_term on dict(term);
create unique index dict_id on dict(id);
create table t as select b.id p, a.id s, c.id o from raw join dict a on a.term = raw.s
  join dict b on b.term = raw.p join dict c on c.term = raw.o order by 1, 2, 3;
create table u as select p, o, s from t order by 1, 2, 3;
checkpoint;
"""


def connect():
    connection = duckdb.connect(FILE)
    connection.execute("set threads = 1")
    return connection


def load(file):
    for path in (FILE, FILE + ".wal"):
        if os.path.exists(path):
            os.remove(path)
    connection = connect()
    for statement in LOAD.split(";"):
        if statement.strip():
            connection.execute(statement.replace("FILE", file))
    count = connection.execute("select count(*) from t").fetchone()[0]
    connection.close()
    return count


def ask(connection, request):
    sql, check = request["sql"], 0
    if request["streams"]:  # written out by DuckDB itself, not row by row through Python
        sql = f"copy ({sql}) to '/dev/null' (format csv, delimiter '\t')"
        return connection.execute(sql).fetchone()[0]
    connection.execute("prepare question as " + sql)
    for arguments in request["arguments"]:
        listed = ", ".join(f"'{argument}'" for argument in arguments)
        rows = connection.execute("execute question" + (f"({listed})" if listed else "")).fetchall()
        check += sum(row[-1] for row in rows) if request["sums"] else len(rows)
    connection.execute("deallocate question")
    return check


def peak():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def main():
    connection = None
    for line in sys.stdin:
        request = json.loads(line)
        if connection is None and request["do"] == "run":
            connection = connect()
        if connection is not None and request["do"] != "run":
            connection.close()
            connection = None
        begin = time.process_time()
        try:
            if request["do"] == "load":
                check = load(request["file"])
            elif request["do"] == "first":
                with connect() as opened:
                    check = ask(opened, request)
            else:
                check = ask(connection, request)
            print(f"{time.process_time() - begin:.9f} {check} {peak()}", flush=True)
        except duckdb.Error as error:
            print("error " + str(error).replace("\n", " ")[:200], flush=True)


main()
