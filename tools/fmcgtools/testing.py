"""The whole proof, or a part of it: engines, lint, Odoo, upgrade, outside."""

import os
import subprocess
import sys

from . import config, paths


def odoo_pytest(database, arguments, report=None):
    """Tests of add-ons by pytest-odoo on ``database``; the exit code."""
    conf = config.write(
        f"test-{database}",
        db_name=database,
        dbfilter=f"^{database}$",
        http_port=0,
        max_cron_threads=0,
        logfile=paths.log("odoo-tests"),
    )
    command = [
        sys.executable, "-m", "pytest", "--odoo-http", f"--odoo-config={conf}",
        "--odoo-log-level=warn", *arguments,
    ]  # fmt: skip
    command += [f"--junitxml={report}"] if report else []
    return subprocess.run(command, check=False, cwd=paths.ROOT, env=dict(os.environ)).returncode
