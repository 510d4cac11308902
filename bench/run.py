"""All measurements one after another; what they print is kept in bench/figures/.

python3 bench/run.py [NAME ...] [--stock]
"""

import subprocess
import sys

import common

FIGURES = common.ROOT / "bench" / "figures"
SUPPORTING = ("common", "order_data", "price_data", "promotion_data", "run")


def measurements():
    found = sorted((common.ROOT / "bench").glob("*.py"))
    return [path for path in found if path.stem not in SUPPORTING]


def run(path, options):
    """Run one measurement, print its lines as they come; its exit code."""
    FIGURES.mkdir(exist_ok=True)
    command = [sys.executable, str(path), *options]
    with (
        open(FIGURES / f"{path.stem}.txt", "w") as kept,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,
    ):
        for line in process.stdout:
            print(line, end="", flush=True)
            if "=" in line.split("ours")[-1] or "on the clock" in line:
                kept.write(line.rpartition("\r")[2])
    return process.returncode


def main():
    names = [name for name in sys.argv[1:] if not name.startswith("-")]
    codes = []
    for path in measurements():
        if not names or path.stem in names:
            takes_stock = "--stock" in path.read_text()
            wanted = "--stock" in sys.argv and takes_stock
            print(f"\n{path.stem}", flush=True)
            codes.append(run(path, ["--stock"] if wanted else []))
    return max(codes, default=0)


if __name__ == "__main__":
    common.start()
    sys.exit(main())
