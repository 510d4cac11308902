"""Workers that are forked from one process, which loads the registry once."""

import os
import signal
import socket
import subprocess

from worker_process import Dialogue

PATIENCE = 300  # seconds that a worker may take for one answer


class Nursery:
    """Loads the registry once and forks workers.

    :param most: how many workers can be started
    :param script: path of its program; see ``promotion_worker.py`` for what it speaks
    """

    def __init__(self, most, script):
        pairs = [socket.socketpair() for _number in range(most)]
        self.free = [(number, mine) for number, (mine, _its) in enumerate(pairs)]
        theirs = [its for _mine, its in pairs]
        numbers = [its.fileno() for its in theirs]
        self.process = subprocess.Popen(
            [os.environ["FMCG_PYTHON"], str(script), *map(str, numbers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=numbers,
        )
        for its in theirs:
            its.close()

    def start(self):
        number, connection = self.free.pop(0)
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()
        pid = self.process.stdout.readline()
        assert pid, "the nursery has died"
        worker = Worker(int(pid), connection)
        assert worker.hear() == "ready"
        return worker

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)


class Worker(Dialogue):
    """A process of its own, as this process sees it."""

    def __init__(self, pid, connection):
        self.pid = pid
        self.connection = connection
        connection.settimeout(PATIENCE)
        self.lines = connection.makefile("rw")
        super().__init__(self.lines, self.lines)

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def end(self):
        self.lines.close()
        self.connection.close()
