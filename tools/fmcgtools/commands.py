"""The commands of ``python3 -m fmcgtools``: the module and function behind each."""

COMMANDS = {
    "setup": ("setup", "run"),
    "demo": ("demo", "run"),
    "demo-reset": ("demo", "reset"),
    "test": ("testing", "run"),
    "test-core": ("coretests", "run"),
    "lint": ("lint", "run"),
    "i18n": ("i18n", "run"),
    "layers": ("layers", "run"),
    "floors": ("floors", "run"),
    "readme": ("readmes", "run"),
    "template": ("templates", "run"),
    "shell": ("develop", "shell"),
    "update": ("develop", "update"),
    "start": ("develop", "start"),
    "stop": ("develop", "stop"),
    "clone": ("develop", "clone"),
    "drop": ("develop", "drop"),
    "odoo": ("develop", "odoo"),
    "pytest": ("develop", "pytest"),
    "python": ("develop", "python"),
    "script": ("develop", "script"),
}

WITHOUT_ODOO = ("tests/engine", "tests/tools")  # tests that load no Odoo

HELP = """\
usage: python3 -m fmcgtools <command>   (PYTHONPATH=tools; make help lists the rest)

  setup                 fetch Odoo and the Python packages, start nothing
  demo, demo-reset      the demo server; its database anew
  test [ARGS]           everything, or one part of it
  test-core             Odoo's own tests with and without our add-ons
  lint [ADDON...]       style and correctness of all, or of some add-ons
  i18n [ADDON...]       export .pot, merge zh_CN.po
  readme [ADDON...]     write README.rst, index.html and icon.png of add-ons
  layers                our add-ons in layers, and what climbs
  floors [ADDON...]     install and test the spine alone, and with each idea
  start, stop           the private PostgreSQL server (and servers left running)
  clone NAME            a database with all our add-ons, from the cached template
  template              that template, built when needed
  drop NAME             remove a database and its files
  odoo ARGS...          Odoo's command line, for example: odoo -d dev -i fmcg_channel
  pytest DATABASE ARGS  tests of add-ons on a database of your own
  shell [DATABASE]      Odoo's shell
  update [DATABASE]     update our changed add-ons (default: the demo database)
  python ARGS...        the environment's Python
  script FILE ARGS...   a script of this clone with PostgreSQL running
"""
