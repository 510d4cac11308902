"""``python3 -m fmcgtools <command>``: see ``commands.py`` for what each one does."""

import importlib
import os
import signal
import sys

from . import clock, odootree, running, say, venv
from .commands import COMMANDS, HELP


def enter_venv(name, arguments):
    """Go on under the environment's Python, which has all packages, at the clock that
    was asked for."""
    faster = venv.faster_python()
    if faster:
        os.execv(faster, [str(faster), "-m", "fmcgtools", *sys.argv[1:]])
    python = venv.python()
    inside = os.path.realpath(sys.prefix) == os.path.realpath(python.parents[1])
    if inside and clock.entered():
        return
    tools = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "VIRTUAL_ENV")}
    env["PYTHONPATH"] = tools
    env["PATH"] = f"{python.parent}{os.pathsep}{env.get('PATH', '')}"
    if not clock.entered():
        env = clock.applied(env, name, arguments, python)
    os.execve(python, [str(python), "-m", "fmcgtools", *sys.argv[1:]], env)


def interrupted(_signal, _frame):
    raise KeyboardInterrupt


def main(arguments):
    name, *rest = arguments or ["help"]
    if name in ("help", "-h", "--help"):
        print(HELP)
        return 0
    if name not in COMMANDS:
        raise say.Fail(f"no command {name}", "Known: " + ", ".join(COMMANDS), code=2)
    signal.signal(signal.SIGTERM, interrupted)
    signal.signal(signal.SIGHUP, interrupted)
    module, function = COMMANDS[name]
    odootree.python_path()
    enter_venv(name, rest)
    found = importlib.import_module(f"fmcgtools.{module}")
    return getattr(found, function)(*rest) or 0


def guarded(arguments):
    """Whatever goes wrong is told in one line."""
    try:
        return main(arguments)
    except say.Fail as error:
        say.fail(error)
        return error.code
    except KeyboardInterrupt:
        say.fail("interrupted; what is finished is kept")
        return 130
    except OSError as error:
        if not running.is_disk_full(error):
            raise
        say.fail(say.Fail("disk full", "Free some space, or set FMCG_CACHE"))
        return 1


if __name__ == "__main__":
    sys.exit(guarded(sys.argv[1:]))
