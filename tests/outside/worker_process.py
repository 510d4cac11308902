"""Workers in processes of their own, told what to do line by line.

One process loads the registry for all tests, and forks the workers (``nurse.py``).
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
from functools import cache
from pathlib import Path

PATIENCE = 300  # seconds that a worker may take for one answer
NURSE = Path(__file__).with_name("nurse.py")


class Nursery:
    """The process that forks workers."""

    def __init__(self):
        self.control, its = socket.socketpair()
        self.process = subprocess.Popen(
            [os.environ["FMCG_PYTHON"], str(NURSE), str(its.fileno())],
            pass_fds=[its.fileno()],
        )
        its.close()
        self.answers = self.control.makefile("r")

    def fork(self, module):
        """:return: process id of a new worker, and the connection to it"""
        mine, its = socket.socketpair()
        socket.send_fds(self.control, [module.encode()], [its.fileno()])
        its.close()
        pid = self.answers.readline()
        assert pid, "the nursery has died"
        return int(pid), mine

    def end(self):
        self.answers.close()
        self.control.close()
        self.process.wait(timeout=30)


@cache
def open_nursery():
    """The one of these tests."""
    return Nursery()


def close_nursery():
    if open_nursery.cache_info().currsize:
        open_nursery().end()
        open_nursery.cache_clear()


class Process:
    """A worker; commands go to it, and its answers come, as lines of JSON.

    :param script: path of its program; see ``quota_worker.py`` for what it speaks
    """

    def __init__(self, script):
        self.pid, self.connection = open_nursery().fork(script.stem)
        self.connection.settimeout(PATIENCE)
        self.lines = self.connection.makefile("rw")
        assert self.hear() == "ready"

    def tell(self, *command):
        self.write_line(json.dumps(command))

    def write_line(self, line=""):
        self.lines.write(line + "\n")
        self.lines.flush()

    def hear(self):
        line = self.lines.readline()
        assert line, "the worker has died"
        return json.loads(line)

    def ask(self, *command):
        self.tell(*command)
        return self.hear()

    def kill(self):
        """Whatever it does; one that is dead stays so."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def end(self):
        self.lines.close()
        self.connection.close()


@contextlib.contextmanager
def started(script, number):
    """So many workers of ``script``; at the end they are ended."""
    workers = [Process(script) for _worker in range(number)]
    yield workers
    for worker in workers:
        worker.end()
