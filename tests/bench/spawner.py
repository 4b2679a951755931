"""A small process that runs the commands to be measured: ``measure.run`` talks to it, one line of JSON each way.

A process begins with the peak memory of the one that starts it, so what is measured must not be started by a process
that has just built its input.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time


def main() -> None:
    """Run what is asked for until there is no more: wall seconds, processor seconds, peak in KiB, exit code."""
    for line in sys.stdin:
        request = json.loads(line)
        start = time.perf_counter()
        process = subprocess.Popen(
            request["command"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=request["folder"], env=request["environment"],
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        code = os.waitstatus_to_exitcode(status)
        sys.stdout.write(json.dumps([seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, code]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
