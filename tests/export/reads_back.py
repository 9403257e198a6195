# SPDX-License-Identifier: GPL-3.0-or-later
"""reads_back.py FOLDER: what pandas and openpyxl find in the files that tst_ExportPandas has written."""
import datetime
import decimal
import sys

import openpyxl
import pandas as pd
import pyarrow.parquet as pq

folder = sys.argv[1]


def same(found, wanted, what):
    """The same value and the same type; all that is missing is None."""
    found = [None if value is None or value is pd.NA or value is pd.NaT or value != value else value for value in found]
    if found != wanted or [type(a) for a in found if a is not None] != [type(b) for b in wanted if b is not None]:
        sys.exit(f"{what}: {found!r} instead of {wanted!r}")


def parquet():
    frame = pd.read_parquet(f"{folder}/every.parquet")
    if frame.index.names != [None, "venue"] or list(frame.index) != [(10, "a"), (20, "b"), (30, "c"), (40, "d")]:
        sys.exit(f"the index is {frame.index!r}")
    for bits in (8, 16, 32, 64):
        for name, least, most in ((f"Int{bits}", -(2 ** (bits - 1)), 2 ** (bits - 1) - 1), (f"UInt{bits}", 0, 2**bits - 1)):
            if str(frame[name].dtype) != name:
                sys.exit(f"{name} came back as {frame[name].dtype}")
            same([None if value is pd.NA else int(value) for value in frame[name]], [least, most, 7, None], name)
    dtypes = {"float32": "float32", "float64": "float64", "bool": "boolean", "ns": "datetime64[ns]", "seconds": "datetime64[ms]",
              "berlin": "datetime64[ns, Europe/Berlin]", "delta": "timedelta64[ns]", "text": "object", "category": "category",
              "exchange": "object"}
    for name, dtype in dtypes.items():
        if str(frame[name].dtype) != dtype:
            sys.exit(f"{name} came back as {frame[name].dtype} instead of {dtype}")
    same(frame["float64"].tolist(), [0.1, -1e300, float("-inf"), None], "float64")
    same(frame["bool"].tolist(), [True, False, True, None], "bool")
    same([value.value for value in frame["ns"][:3]], [1763640000582000000, 1763640000000000001, -2208988800000000000], "ns")
    same([value.isoformat() for value in frame["berlin"][:2]], ["2025-11-20T13:00:00+01:00", "1970-01-01T01:00:00+01:00"], "berlin")
    same([value.value for value in frame["delta"][:3]], [-1, 93600000000000, 0], "delta")
    same(frame["day"].tolist(), [datetime.date(2025, 11, 20), datetime.date(1970, 1, 1), datetime.date(1887, 11, 12), None], "day")
    same(frame["text"].tolist(), ["=1+1", "\u00e4\u65e5\U0001F600\x08_x0041_\r", "", None], "text")
    same(frame["decimal"].tolist(), [decimal.Decimal("1.10"), decimal.Decimal("-12345678901234567890.50"), decimal.Decimal("1000.00"), None], "decimal")
    same(frame["mixed decimal"].tolist(), ["1.5", "NaN", "0.000001", None], "mixed decimal")
    same(frame["shown"].tolist(), ["[1, 2]", "-x", "\uFFFD", None], "shown")
    same(list(frame["category"].cat.categories), ["b", "@a", "unused"], "categories")
    same(frame["category"].tolist(), ["@a", "b", "@a", None], "category")
    same(frame["exchange"].tolist(), ["okx", "kraken", "okx", None], "exchange")
    rows = pq.ParquetFile(f"{folder}/long.parquet")
    if rows.metadata.num_row_groups != 2 or rows.read().column("number").to_pylist() != list(range(1_100_000)):
        sys.exit("long.parquet is not what was written")


def xlsx():
    sheet = openpyxl.load_workbook(f"{folder}/every.xlsx").active
    if sheet.freeze_panes != "A2" or sheet.auto_filter.ref != "A1:X5" or not sheet["A1"].font.b:
        sys.exit("the header is not as it should be")
    cells = list(sheet.iter_rows(min_row=2))
    column = {cell.value: [row[i].value for row in cells] for i, cell in enumerate(next(sheet.iter_rows(max_row=1)))}
    same(column["Int64"], ["-9223372036854775808", "9223372036854775807", 7, None], "Int64 in Excel")
    same(column["UInt32"], [0, 4294967295, 7, None], "UInt32 in Excel")
    same(column["UInt64"], [0, "18446744073709551615", 7, None], "UInt64 in Excel")
    same(column["float32"], [0.1, -1.5, "inf", None], "float32 in Excel")
    same(column["bool"], [True, False, True, None], "bool in Excel")
    noon = datetime.datetime(2025, 11, 20, 12)
    same(column["ns"], [noon.replace(microsecond=582000), "2025-11-20T12:00:00.000000001", "1900-01-01T00:00:00", None], "ns in Excel")
    same(column["seconds"], [noon, datetime.datetime(1970, 1, 1), datetime.datetime(1969, 12, 31, 23, 59, 59), None], "seconds in Excel")
    same(column["berlin"][:2], ["2025-11-20T12:00:00+00:00", "1970-01-01T00:00:00+00:00"], "berlin in Excel")
    same(column["day"], [datetime.datetime(2025, 11, 20), datetime.datetime(1970, 1, 1), "1887-11-12", None], "day in Excel")
    # openpyxl leaves the escapes as they are; Excel undoes them. An empty text is an empty cell.
    same(column["text"], ["=1+1", "\u00e4\u65e5\U0001F600_x0008__x005F_x0041__x000D_", None, None], "text in Excel")
    same(column["decimal"], [1.1, "-12345678901234567890.5", 1000, None], "decimal in Excel")
    same(column["category"], ["@a", "b", "@a", None], "category in Excel")
    if any(cell.data_type == "f" for row in cells for cell in row):
        sys.exit("a text became a formula")


def texts():
    same(list(pd.read_csv(f"{folder}/every.csv", dtype=str, keep_default_na=False)["Int64"])[:2],
         ["-9223372036854775808", "9223372036854775807"], "Int64 in CSV")
    same(pd.read_csv(f"{folder}/every.csv")["text"].tolist()[:1], ["'=1+1"], "text in CSV")
    same(pd.read_json(f"{folder}/every.json")["Int32"].tolist(), [-2147483648.0, 2147483647.0, 7.0, None], "Int32 in JSON")


parquet()
xlsx()
texts()
