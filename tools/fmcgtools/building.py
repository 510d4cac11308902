"""Build once: under a lock, under a temporary name, and renamed when complete."""

import contextlib
import fcntl
import os
import shutil

from . import paths, say


@contextlib.contextmanager
def lock(name):
    """Hold the lock ``name`` of this cache; wait for whoever holds it."""
    path = paths.inside("locks") / f"{name}.lock"
    with open(path, "w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say.note(f"waiting for another command that builds {name} …")
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def once(target, build, name):
    """Return the folder ``target``; when missing, let ``build(temporary)`` fill it.

    A half-built folder has another name than ``target``, so that it is never taken
    for a finished one; it is removed at the next attempt.
    """
    if target.exists():
        return target
    with lock(name):
        if target.exists():
            return target
        temporary = target.with_name(f".{target.name}.part")
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        build(temporary)
        os.rename(temporary, target)
    return target


def once_in_place(target, build, name):
    """The same for a folder that cannot be renamed: a marker says it is complete."""
    marker = target / ".complete"
    if marker.exists():
        return target
    with lock(name):
        if marker.exists():
            return target
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        build(target)
        marker.write_text("complete\n")
    return target


def need_space(folder, gigabytes):
    free = shutil.disk_usage(folder).free / 2**30
    if free < gigabytes:
        raise say.Fail(
            f"disk full: {folder} has {free:.1f} GB free, {gigabytes} GB are needed",
            "Free some space, or point FMCG_CACHE to a larger disk",
        )
