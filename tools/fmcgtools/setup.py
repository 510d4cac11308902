"""Everything that is fetched or installed, without starting anything."""

from . import apt, odootree, paths, postgres, say, venv


def run():
    apt.install(apt.missing_system_packages())
    python = venv.python()
    postgres.programs()
    say.line(f"Odoo     {odootree.python_path()}")
    say.line(f"Python   {python}")
    say.line(f"Cache    {paths.cache()}")
