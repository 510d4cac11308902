"""A real Odoo server for as long as it is needed.

    with server.running("my_database") as site:
        requests.get(site.url + "/web/login")
"""

import contextlib
import dataclasses
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from . import config, databases, paths, say


@dataclasses.dataclass(frozen=True)
class Site:
    url: str
    port: int
    database: str
    conf: str
    process: subprocess.Popen


def is_free(port, host="127.0.0.1"):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(wanted, host="127.0.0.1"):
    """``wanted``, or the next free port."""
    for port in range(wanted, min(wanted + 100, 65536)):
        if is_free(port, host):
            return port
    raise say.Fail(f"no free port from {wanted} on", "Choose another with PORT=…")


def set_address(database, url):
    """Links in e-mails, and style sheets of PDF documents, come from this address."""
    for key in ("web.base.url", "report.url"):
        databases.query(
            "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, url),
            database=database,
        )


@contextlib.contextmanager
def running(database, port=8169, host="127.0.0.1", name=None, **options):
    """Start a server on ``database`` alone, wait until it answers, stop it at the end."""
    name = name or f"server-{database}"
    port = free_port(port, host)
    url = f"http://127.0.0.1:{port}"
    settings = {
        "http_port": port,
        "gevent_port": free_port(port + 1, host),
        "http_interface": host,
        "db_name": database,
        "dbfilter": f"^{database}$",
        "max_cron_threads": 1,
        "limit_memory_soft": 0,
        "limit_memory_hard": 0,
        **options,
    }
    conf = config.write(name, **settings)
    set_address(database, url)
    log = paths.log(name)
    with open(log, "ab") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "odoo", "-c", str(conf)],
            stdout=stream,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us only, and we stop it in order
        )
    pid_file = paths.inside("run") / f"{process.pid}.pid"
    pid_file.write_text(f"{start_time(process.pid)} {database}\n")
    try:
        with say.step(f"starting the server of {database}"):
            wait_until_ready(process, url, log)
        yield Site(url, port, database, str(conf), process)
    finally:
        terminate(process)
        pid_file.unlink(missing_ok=True)


def wait_until_ready(process, url, log, seconds=180):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise say.Fail("the server ended while starting", f"The reason is in {log}")
        with contextlib.suppress(urllib.error.URLError, OSError):
            with urllib.request.urlopen(f"{url}/web/login", timeout=60) as answer:
                if answer.status == 200:
                    return
        time.sleep(0.2)
    raise say.Fail(f"the server did not answer within {seconds} s", f"See {log}")


def terminate(process):
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def start_time(pid):
    """When a process started, in ticks: tells it from a later one of the same id."""
    try:
        with open(f"/proc/{pid}/stat") as stream:
            return stream.read().rpartition(")")[2].split()[19]
    except OSError:
        return ""


def left_running():
    """(pid, database) of servers whose starter ended without stopping them."""
    found = []
    for path in paths.inside("run").glob("*.pid"):
        ticks, database = path.read_text().split()
        pid = int(path.stem)
        if start_time(pid) == ticks:
            found.append((pid, database))
        else:
            path.unlink(missing_ok=True)
    return found


def stop_left_running():
    stopped = left_running()
    for pid, _database in stopped:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 15
    while left_running() and time.monotonic() < deadline:
        time.sleep(0.1)
    return stopped
