"""What is shipped: production settings, the compose file, the commands, the sources."""

import configparser
import importlib
import inspect
import re
import shutil
import subprocess

import polib
import pytest
from fmcgtools import commands, coretests, i18n, paths

ROOT = paths.ROOT


def test_production_settings_are_safe():
    parser = configparser.RawConfigParser()
    parser.read(ROOT / "odoo.conf")
    options = dict(parser["options"])
    assert options["list_db"] == "False"
    assert options["admin_passwd"] == ""
    assert options["proxy_mode"] == "True"
    assert options["with_demo"] == "False"
    assert int(options["workers"]) > 0
    assert int(options["limit_memory_hard"]) > int(options["limit_memory_soft"]) > 0
    processes = int(options["workers"]) + int(options["max_cron_threads"])
    connections = processes * int(options["db_maxconn"]) + int(options["db_maxconn_gevent"])
    assert connections < 200, "max_connections of docker-compose.yml"


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is missing")
def test_compose_file_is_valid():
    done = subprocess.run(
        ["docker-compose", "config"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for word in ("postgres:16", "nginx", "/etc/odoo/odoo.conf", "/mnt/extra-addons"):
        assert word in done.stdout


def test_proxy_routes_websockets():
    text = (ROOT / "docker" / "nginx.conf").read_text()
    route = re.search(r"location /websocket \{(.*?)\}", text, re.DOTALL).group(1)
    assert "proxy_pass http://odoo_events" in route
    assert "Upgrade" in route


@pytest.mark.parametrize("name", commands.COMMANDS)
def test_each_command_exists_and_is_explained(name):
    module, function = commands.COMMANDS[name]
    assert inspect.isfunction(getattr(importlib.import_module(f"fmcgtools.{module}"), function))
    assert re.search(rf"\b{name}\b", commands.HELP)


def test_make_help_lists_each_target():
    done = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = {line.split()[0] for line in done.stdout.splitlines() if line.strip()}
    targets = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert listed == set(" ".join(targets).split())


def test_no_registry_and_no_machine_path_is_written_down():
    hosts = ["deb" + ".debian.org", "pypi" + ".org", "npmjs" + ".org", "/ro" + "ot/"]
    for folder in ("tools", "docker", ".ci", "tests/tools"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                found = [host for host in hosts if host in path.read_text()]
                assert not found, f"{path} names {found}"


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.txt")), ids=lambda p: p.name)
def test_every_requirement_is_pinned(path):
    for line in path.read_text().splitlines():
        assert not line or line.startswith("#") or re.match(r"[\w.-]+==[\w.]+$", line), line


def test_merging_keeps_translations_and_drops_dead_terms(tmp_path):
    terms, known = polib.POFile(), polib.POFile()
    terms.extend([polib.POEntry(msgid="Order"), polib.POEntry(msgid="New")])
    known.extend([
        polib.POEntry(msgid="Order", msgstr="订单"),
        polib.POEntry(msgid="Dead", msgstr="无"),
    ])  # fmt: skip
    known.save(str(tmp_path / "zh_CN.po"))
    assert i18n.merge(terms, tmp_path / "zh_CN.po") == 1
    merged = polib.pofile(str(tmp_path / "zh_CN.po"))
    assert [(entry.msgid, entry.msgstr) for entry in merged] == [("Order", "订单"), ("New", "")]


def test_failures_of_core_are_read_from_the_log():
    log = (
        "2026-01-01 10:00:00,000 1 ERROR db odoo.addons.stock.tests.test_lot: "
        "FAIL: TestLotSerial.test_lot_search_partner_ids\n"
        "2026-01-01 10:00:01,000 1 ERROR db odoo.addons.sale.tests.test_x: "
        "ERROR: setUpClass (odoo.addons.sale.tests.test_x.TestX)\n"
    )
    assert coretests.FAILURE.findall(log)[0] == "TestLotSerial.test_lot_search_partner_ids"
