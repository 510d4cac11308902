"""A worker in a process of its own, told what to do line by line."""

import contextlib
import json
import os
import subprocess


class Dialogue:
    """Commands that go to a worker, and its answers, as lines of JSON."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    def tell(self, *command):
        self.writer.write(json.dumps(command) + "\n")
        self.writer.flush()

    def hear(self):
        line = self.reader.readline()
        assert line, "the worker has died"
        return json.loads(line)

    def ask(self, *command):
        self.tell(*command)
        return self.hear()


class Process(Dialogue):
    """A worker that loads the registry once.

    :param script: path of its program; see ``quota_worker.py`` for what it speaks
    """

    def __init__(self, script):
        self.process = subprocess.Popen(
            [os.environ["FMCG_PYTHON"], str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        super().__init__(self.process.stdout, self.process.stdin)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)


@contextlib.contextmanager
def started(script, number):
    """So many processes of ``script`` that are ready; at the end they are ended."""
    workers = [Process(script) for _worker in range(number)]
    assert [worker.hear() for worker in workers] == ["ready"] * number
    yield workers
    for worker in workers:
        worker.end()
