"""Set up, run and test FMCG B2B2B for Odoo. Start with ``python3 -m fmcgtools help``.

For scripts of other folders (run them with the venv's Python, see ``venv.py``):

- ``fmcgtools.databases.fresh_database(name)``: a database with all our add-ons;
- ``fmcgtools.server.running(database)``: a real server on it, stopped at the end;
- ``fmcgtools.postgres.using()``: a PostgreSQL server for as long as it is needed.
"""
