"""Loads the registry once and forks workers, as Odoo's own server does.

From its control socket comes the name of a worker's module for each one to start, with the
socket that the worker is going to be told by; the answer is its process id.
"""

import importlib
import os
import random
import signal
import socket
import sys

from quota_worker import Worker

import odoo.sql_db


def work(module, connection):
    """Be a worker until nobody tells it anything any more."""
    random.seed()  # else all would wait equally long before they try again
    lines = connection.makefile("rw")
    sys.stdin = sys.stdout = lines
    importlib.import_module(module).Worker(*settings()).serve()


def settings():
    return os.environ["FMCG_ODOO_CONF"], os.environ["FMCG_TEST_DB"]


def nurse(control):
    Worker(*settings())
    odoo.sql_db.close_all()  # connections are not shared
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        module, sockets, _flags, _address = socket.recv_fds(control, 1024, 1)
        if not module:
            return
        pid = os.fork()
        if not pid:
            control.close()
            work(module.decode(), socket.socket(fileno=sockets[0]))
            os._exit(0)
        # else whoever listens to a worker that died would not be told
        os.close(sockets[0])
        control.sendall(f"{pid}\n".encode())


if __name__ == "__main__":
    nurse(socket.socket(fileno=int(sys.argv[1])))
