#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the Parquet files of this folder. They are committed, so that the tests need no pyarrow.

    python3 -m venv VENV && VENV/bin/pip install pyarrow
    VENV/bin/python make_fixtures.py

The trades are the same in each: row i of ROWS, newest last, every value a function of i.
"""
import datetime
import decimal
import pathlib

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 300
HERE = pathlib.Path(__file__).parent
START = 1_763_640_000_000_000  # 2025-11-20T12:00:00, microseconds


def plain_table(rows=ROWS):
    every = range(rows)
    return pa.table({
        "timestamp": pa.array([START + i * 1_500_000 for i in every], pa.timestamp("us")),
        "exchange": pa.array(["mexc" if i % 3 else "kraken" for i in every], pa.string()),
        "account_name": pa.array([None if i % 5 == 0 else "MM%d" % (i % 2) for i in every], pa.string()),
        "symbol": pa.array(["BTC" if i % 4 else "ALKIMI" for i in every], pa.string()),
        "side": pa.array(["buy" if i % 2 else "sell" for i in every], pa.string()),
        "amount": pa.array([i * 0.5 for i in every], pa.float64()),
        "price": pa.array([100 + i * 0.25 for i in every], pa.float64()),
        "fee": pa.array([None if i % 7 == 0 else i * 0.125 for i in every], pa.float64()),
        "fee_currency": pa.array(["USDT"] * rows, pa.string()),
        "trade_id": pa.array(["id-%06d" % i for i in every], pa.string()),
    })


def write(name, table, **options):
    options.setdefault("compression", "none")
    pq.write_table(table, HERE / (name + ".parquet"), **options)


def typed_table():
    """One column of each type; row 1 is null where it can be."""
    utc = datetime.timezone.utc
    moment = datetime.datetime(2025, 11, 20, 12, 0, 0, 123456)
    day = datetime.date(2025, 11, 20)
    rows = range(4)

    def values(make):
        return [None if i == 1 else make(i) for i in rows]

    return pa.table({
        "bool": pa.array(values(lambda i: i % 2 == 0), pa.bool_()),
        "int8": pa.array(values(lambda i: -i), pa.int8()),
        "uint32": pa.array(values(lambda i: 2**32 - 1 - i), pa.uint32()),
        "int64": pa.array(values(lambda i: 2**60 + i), pa.int64()),
        "uint64": pa.array(values(lambda i: 2**64 - 1 - i), pa.uint64()),
        "float": pa.array(values(lambda i: i + 0.5), pa.float32()),
        "double": pa.array(values(lambda i: i + 0.1), pa.float64()),
        "text": pa.array(values(lambda i: "größe-%d" % i), pa.string()),
        "bytes": pa.array(values(lambda i: b"b%d" % i), pa.binary()),
        "fixed": pa.array(values(lambda i: b"fix%d" % i), pa.binary(4)),
        "date": pa.array(values(lambda i: day + datetime.timedelta(days=i)), pa.date32()),
        "ms": pa.array(values(lambda i: moment.replace(microsecond=123000)), pa.timestamp("ms")),
        "us": pa.array(values(lambda i: moment), pa.timestamp("us")),
        "us_utc": pa.array(values(lambda i: moment.replace(tzinfo=utc)), pa.timestamp("us", tz="UTC")),
        "ns": pa.array(values(lambda i: 1_763_640_000_123_456_789 + i), pa.timestamp("ns")),
        "time": pa.array(values(lambda i: datetime.time(1, 2, i)), pa.time64("us")),
        "dec9": pa.array(values(lambda i: decimal.Decimal("-1.25") * i), pa.decimal128(9, 2)),
        "dec18": pa.array(values(lambda i: decimal.Decimal("0.00000001") * i), pa.decimal128(18, 8)),
        "dec38": pa.array(values(lambda i: decimal.Decimal("-12345678901234567890.123456789") + i), pa.decimal128(38, 9)),
        "dec76": pa.array(values(lambda i: decimal.Decimal("1.5") * i), pa.decimal256(60, 3)),
        "none": pa.nulls(4),
        "list": pa.array([[1, 2]] * 4, pa.list_(pa.int64())),
        "struct": pa.array([{"a": 1, "b": "x"}] * 4, pa.struct({"a": pa.int64(), "b": pa.string()})),
    })


def main():
    table = plain_table()
    for codec in ("none", "snappy", "gzip", "zstd", "lz4", "brotli"):
        write("codec-" + codec, table, compression=codec)
    for version in ("1.0", "2.0"):
        for dictionary in (True, False):
            name = "page-%s-%s" % (version, "dictionary" if dictionary else "plain")
            write(name, table, data_page_version=version, use_dictionary=dictionary, compression="snappy")
    write("pages-small", table, data_page_size=64, write_batch_size=16, use_dictionary=["exchange"])
    write("groups", table, row_group_size=64, compression="zstd")
    write("empty", table.slice(0, 0))
    write("small", plain_table(6), use_dictionary=["exchange", "symbol"], write_statistics=False)
    delta = {name: "DELTA_BYTE_ARRAY" for name in ("exchange", "trade_id", "account_name")}
    delta |= {name: "DELTA_LENGTH_BYTE_ARRAY" for name in ("symbol", "side", "fee_currency")}
    delta |= {name: "BYTE_STREAM_SPLIT" for name in ("amount", "price", "fee")}
    delta["timestamp"] = "DELTA_BINARY_PACKED"
    write("encodings", table, use_dictionary=False, column_encoding=delta, data_page_version="2.0")
    write("types", typed_table())
    write("types-delta", typed_table().select(["int8", "int64", "fixed", "dec38", "bool", "us"]), use_dictionary=False,
          data_page_version="2.0",
          column_encoding={"int8": "DELTA_BINARY_PACKED", "int64": "DELTA_BINARY_PACKED", "fixed": "DELTA_BYTE_ARRAY",
                           "dec38": "BYTE_STREAM_SPLIT", "bool": "RLE", "us": "BYTE_STREAM_SPLIT"})
    write("types-decimal-integers", typed_table().select(["dec9", "dec18"]), store_decimal_as_integer=True)
    pq.write_table(typed_table().select(["us", "ns"]), HERE / "types-int96.parquet", compression="none",
                   use_deprecated_int96_timestamps=True)
    foreign = pa.table({"Time": [1_763_640_000_123, 1_763_640_001_000], "Pair": ["BTC", "ETH"], "Type": ["BUY", "SELL"],
                        "Qty": ["1.5", "x"], "Price": [1, 2], "Trade ID": [7, 8]})
    write("foreign", foreign)
    # What would fill the memory, in some KiB each: long texts by a dictionary, a page, rows without end.
    texts = pa.table({"trade_id": ["x" * (1 << 18)] * 5000})
    write("bomb-texts", texts, compression="zstd", write_statistics=False)
    write("bomb-page", texts.slice(0, 200), compression="zstd", write_statistics=False, use_dictionary=False)
    write("bomb-rows", pa.table({"price": pa.nulls(4_000_000, pa.float64())}), compression="zstd",
          data_page_size=1 << 30, write_batch_size=4_000_000)


main()
