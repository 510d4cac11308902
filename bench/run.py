"""All measurements one after another; what they print is kept in bench/figures/.

python3 bench/run.py [NAME ...] [--stock]

At the end stands what is over its limit, which is always one of a ratio (``judging``). The
exit code is 1 when something is, or when a measurement failed for another reason.
"""

import subprocess
import sys

import common
from judging import Verdict, is_figure

FIGURES = common.ROOT / "bench" / "figures"
SUPPORTING = (
    "common",
    "judging",
    "order_data",
    "price_data",
    "promotion_data",
    "proxy",
    "run",
    "yardstick",
)


def measurements():
    found = sorted((common.ROOT / "bench").glob("*.py"))
    return [path for path in found if path.stem not in SUPPORTING]


def run(path, options, verdict):
    """Run one measurement, and print its lines as they come."""
    FIGURES.mkdir(exist_ok=True)
    command = [sys.executable, str(path), *options]
    with (
        open(FIGURES / f"{path.stem}.txt", "w") as kept,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,
    ):
        for line in process.stdout:
            print(line, end="", flush=True)
            line = line.rpartition("\r")[2]
            verdict.read(line)
            if is_figure(line):
                kept.write(line)
    verdict.close(path.stem, process.returncode)


def main():
    names = [name for name in sys.argv[1:] if not name.startswith("-")]
    verdict = Verdict()
    for path in measurements():
        if not names or path.stem in names:
            takes_stock = "--stock" in path.read_text()
            wanted = "--stock" in sys.argv and takes_stock
            print(f"\n{path.stem}", flush=True)
            run(path, ["--stock"] if wanted else [], verdict)
    print("", *verdict.tell(), sep="\n")
    return verdict.code


if __name__ == "__main__":
    common.start()
    sys.exit(main())
