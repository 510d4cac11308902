"""Configuration files of Odoo for development, tests and the demo (in the cache).

The one for production is ``odoo.conf`` at the top of the clone.
"""

from . import odootree, paths, postgres

COMMON = {
    "list_db": False,
    "with_demo": False,
    "workers": 0,
    "db_maxconn": 32,
    "limit_time_cpu": 3600,
    "limit_time_real": 7200,
    "http_interface": "127.0.0.1",
    "server_wide_modules": "base,rpc,web",
}


def addons_path():
    folders = odootree.core_addons(odootree.python_path())
    ours = paths.addons()
    if any(ours.glob("*/__manifest__.py")):
        folders.append(ours)
    return ",".join(map(str, folders))


def write(name, **options):
    """Write ``name``.conf; the path of the file."""
    database = {f"db_{key}": value for key, value in postgres.connection().items()}
    values = {
        **COMMON,
        **database,
        "data_dir": paths.inside("data"),
        "addons_path": addons_path(),
        "screenshots": paths.inside("screenshots"),
        **options,
    }
    lines = [f"{key} = {value}" for key, value in values.items() if value != ""]
    target = paths.conf(name)
    temporary = target.with_suffix(".part")
    temporary.write_text("[options]\n" + "\n".join(lines) + "\n")
    temporary.chmod(0o600)
    temporary.replace(target)
    return target
