"""What the chapters of the demo story share: the tables and the records made so far."""

import csv
from datetime import timedelta

from odoo.tools import file_open

# Records of the story have external ids in a namespace of their own, so that an update
# of the add-on does not take them for its own data.
NAMESPACE = "fmcg_story"


def table(name):
    """Rows of ``demo/<name>.csv`` as dicts; a key and no value is an empty string."""
    with file_open(f"fmcg/demo/{name}.csv") as stream:
        return list(csv.DictReader(stream))


class Book:
    """The environment of the story and a memory of who is who.

    ``node("gz")``, ``product("WAT-01")`` … give the records that an earlier chapter
    has kept under that name.
    """

    def __init__(self, env):
        context = {
            "lang": "en_US",
            "tracking_disable": True,
            "mail_notify_force_send": False,
            "no_reset_password": True,
        }
        self.env = env(su=True, context=context)
        self.env = self.brand.with_company(self.brand).env
        self._kept = {}
        self._acting = {}
        self.order_days = {}

    @property
    def brand(self):
        """The database's first company."""
        return self.env["res.company"].search([], order="id", limit=1)

    @property
    def today(self):
        """The day where the story plays, which may be another than in Greenwich."""
        return self.brand._get_channel_today()

    def day(self, offset):
        """A day some days from today; nothing for an open end."""
        return offset and self.today + timedelta(days=int(offset))

    def keep(self, kind, key, record):
        """Remember ``record`` and give it an external id."""
        self._kept[kind, key] = record
        name = f"{kind}_{key}".replace(".", "_").replace("-", "_")
        name = name.replace(" ", "_").lower()
        self.env["ir.model.data"]._update_xmlids(
            [{"xml_id": f"{NAMESPACE}.{name}", "record": record, "noupdate": True}]
        )
        return record

    def get(self, kind, key):
        return self._kept[kind, key]

    def all(self, kind):
        """Dict from key to record of everything kept as ``kind``."""
        return {key: value for (of, key), value in self._kept.items() if of == kind}

    def node(self, key):
        return self.get("node", key)

    def company(self, key):
        return self.node(key).company_id

    def user(self, login):
        return self.get("user", login)

    def product(self, code):
        return self.get("product", code)

    def unit(self, product, kind):
        """A pack or case of ``product``; its own unit where it has none."""
        units = self.all(kind).values()
        return next((u for u in units if u in product.uom_ids), product.uom_id)

    def acting(self, login, company, record):
        """``record`` as the user ``login`` has it before them, with their rights."""
        if (login, company) not in self._acting:
            user = self.user(login)
            context = {
                "lang": user.lang,
                "tz": user.tz,
                "allowed_company_ids": company.ids,
                "mail_notify_force_send": False,
                "tracking_disable": True,
            }
            env = self.env(user=user.id, su=False, context=context)
            # kept, because finding an environment takes longer the more there are
            self._acting[login, company] = env
        return record.with_env(self._acting[login, company])

    def in_chinese(self, record, **values):
        """Give translated fields their Chinese text."""
        record.with_context(lang="zh_CN").write(values)
        return record
