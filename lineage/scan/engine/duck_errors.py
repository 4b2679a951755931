"""What DuckDB says of a fault, in our words. Its advice speaks of options that nobody here can set."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from lineage.scan.faults import PlaceFault, ScanFault
from lineage.scan.looks import LONGEST_LINE

_MEGABYTES: Final = LONGEST_LINE // 2**20
_AGAIN: Final = "fetch or write the file again"
_OBJECTS: Final = "write one JSON object on each line"
_FAULTS: Final[tuple[tuple[str, str, str], ...]] = (
    (r"Unexpected end of GZIP stream", "ends in the middle of its gzip stream", _AGAIN),
    (r"Malformed JSON.*? in line (\d+): unexpected end of data", "ends in the middle of line {0}", _AGAIN),
    (
        r"Malformed JSON.*? in line (\d+): invalid UTF-8",
        "is not UTF-8 in line {0}",
        "write the file again in UTF-8, or leave it out with --keep-going",
    ),
    (r"Malformed JSON.*? in line (\d+): ([^.]*)", "is not JSON in line {0}: {1}", "write one JSON object on each line"),
    (r"JSON transform error.*? in line (\d+): Expected OBJECT, but got (\w+)", "holds no object in line {0}", _OBJECTS),
    (
        r'JSON transform error.*? in line (\d+): Object [\s\S]* has duplicate key "',
        "has a key twice in line {0}",
        _OBJECTS,
    ),
    (
        r'"maximum_object_size"',
        f"has a line longer than {_MEGABYTES} MiB",
        "split the record, or write the file as Parquet",
    ),
    (
        r"Maximum line size.*exceeded",
        f"has a line longer than {_MEGABYTES} MiB",
        "look for a quotation mark that is never closed; or write the file as Parquet",
    ),
    (
        r"CSV Error on Line: (\d+)[\s\S]*not utf-8",
        "is not UTF-8 in line {0}",
        "write the file again in UTF-8, or leave it out with --keep-going",
    ),
    (
        r"CSV Error on Line: (\d+)[\s\S]*Expected Number of Columns: (\d+) Found: (\d+)",
        "has {2} fields instead of {1} in line {0}",
        "give every row all columns, or quote what holds the separator",
    ),
    (r"CSV Error on Line: (\d+)[\s\S]*?\n(.*(?:quote|Quote).*)", "is not CSV in line {0}", "look for a quotation mark"),
    (r"CSV Error on Line: (\d+)", "is not CSV in line {0}", "look at that line"),
    (r"(?i)invalid (?:string encoding|unicode|utf-?8)", "holds text that is not UTF-8", "write it again in UTF-8"),
    (r"(?i)(?:zstd|snappy|gzip|lz4|brotli)?[^\n]*decompress", "holds data that cannot be decompressed", _AGAIN),
    (r"No magic bytes found at end|footer length|too small to be a Parquet", "ends before its footer", _AGAIN),
)
_SPILL: Final = re.compile(r"(?i)no space left|max_temp_directory_size|disk full|failed to offload|File too large")
_MEMORY: Final = re.compile(r"(?i)out of memory|failed to allocate|could not allocate|failed to pin")
_EXTENSION: Final = re.compile(r"(?i)httpfs|required extension|extension .* (?:install|load)|Missing Extension")


def fault(error: Exception, path: str, spill: Path | None, files: int = 1) -> ScanFault:
    """The fault behind an error of DuckDB, about one of ``files`` files, the first of which is at ``path``."""
    said = str(error)
    place = str(spill) if spill is not None else "the folder for temporary files"
    if _SPILL.search(said):
        return PlaceFault(place, "is full", "give more room with --spill, or more memory with --memory")
    if _MEMORY.search(said):
        return PlaceFault(path, "needs more memory than there is", "give more with --memory, or take fewer --threads")
    if _EXTENSION.search(said):
        return ScanFault(
            path,
            "is at an address that DuckDB needs an extension for, which is not installed here",
            "install the extension beforehand, scan with Spark, or fetch the file",
        )
    if files > 1 and (named := re.search(r'file "([^"]+)"|GZIP stream: (\S+)', said)):
        path = named.group(1) or named.group(2)
    for pattern, message, advice in _FAULTS:
        if match := re.search(pattern, said):
            parts = list(match.groups())
            if pattern.startswith("Malformed JSON"):
                parts[0] = str(int(parts[0]) - 1)  # DuckDB 2.0 counts the lines of JSON from 2
            return ScanFault(path, message.format(*parts), advice)
    first = re.sub(r"^[A-Za-z ]+ Error: ", "", said.strip().splitlines()[0] if said.strip() else "no reason given")
    return ScanFault(path, f"cannot be read: {first[:200]}", _AGAIN)
