import csv

from odoo import api, fields, models
from odoo.tools import SQL, file_open

# Country code -> reference file (see data/territory_<code>.README.md).
REFERENCE_FILES = {"cn": "fmcg_channel/data/territory_cn.csv"}


class ChannelTerritory(models.Model):
    """A sales territory. The reference data of China follows GB/T 2260."""

    _name = "channel.territory"
    _description = "Channel Territory"
    _parent_store = True
    _order = "code, name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True, index="trigram")
    display_name = fields.Char(recursive=True)
    code = fields.Char(
        index=True,
        help="Official code, in China the six digits of GB/T 2260.",
    )
    kind = fields.Selection(
        [
            ("province", "Province"),
            ("city", "City"),
            ("district", "District"),
            ("custom", "Own territory"),
        ],
        default="custom",
        required=True,
    )
    country_id = fields.Many2one("res.country", index=True)
    parent_id = fields.Many2one("channel.territory", index=True, ondelete="restrict")
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("channel.territory", "parent_id", string="Parts")
    active = fields.Boolean(default=True)

    _code_country_unique = models.UniqueIndex(
        "(country_id, code) WHERE code IS NOT NULL",
        "The code of a territory must be unique within its country.",
    )

    @api.depends("name", "parent_id.display_name")
    def _compute_display_name(self):
        for territory in self:
            parent = territory.parent_id.display_name
            territory.display_name = (
                f"{parent} / {territory.name}" if parent else territory.name
            )

    @api.model
    def _load_reference(self, country_code):
        """Load or refresh the reference territories of a country; safe to repeat.

        Written as three statements instead of thousands of ORM writes, so that
        installing takes seconds. Each territory gets the external id
        ``fmcg_channel.territory_<country>_<code>`` for imports.

        :param country_code: lower-case ISO 3166 code, a key of ``REFERENCE_FILES``
        """
        with file_open(REFERENCE_FILES[country_code], "r") as stream:
            rows = list(csv.DictReader(stream))
        country = self.env.ref(f"base.{country_code}")
        self._upsert_reference(rows, country)
        self._link_reference_parents(rows, country)
        self._name_reference(country_code, country)
        self.env.invalidate_all()
        self._parent_store_compute()

    def _upsert_reference(self, rows, country):
        values = SQL(", ").join(
            SQL(
                "(%s, %s, %s::jsonb, %s, true, 1, now(), 1, now())",
                row["code"],
                row["kind"],
                SQL(
                    "jsonb_build_object('en_US', %s, 'zh_CN', %s)",
                    row["name"],
                    row["name_zh"],
                ),
                country.id,
            )
            for row in rows
        )
        self.env.cr.execute(
            SQL(
                """INSERT INTO channel_territory (code, kind, name, country_id, active,
                       create_uid, create_date, write_uid, write_date)
                   VALUES %s
                   ON CONFLICT (country_id, code) WHERE code IS NOT NULL
                   DO UPDATE SET kind = EXCLUDED.kind, name = EXCLUDED.name""",
                values,
            )
        )

    def _link_reference_parents(self, rows, country):
        pairs = SQL(", ").join(
            SQL("(%s, %s)", row["code"], row["parent_code"])
            for row in rows
            if row["parent_code"]
        )
        self.env.cr.execute(
            SQL(
                """UPDATE channel_territory child SET parent_id = parent.id
                     FROM (VALUES %(pairs)s) AS pair (code, parent_code)
                     JOIN channel_territory parent
                       ON parent.code = pair.parent_code
                      AND parent.country_id = %(country)s
                    WHERE child.code = pair.code AND child.country_id = %(country)s""",
                pairs=pairs,
                country=country.id,
            )
        )

    def _name_reference(self, country_code, country):
        """Give each reference territory its external id."""
        self.env.cr.execute(
            SQL(
                """INSERT INTO ir_model_data (module, name, model, res_id, noupdate)
                   SELECT 'fmcg_channel', %s || code, 'channel.territory', id, true
                     FROM channel_territory
                    WHERE country_id = %s AND kind <> 'custom'
                   ON CONFLICT (module, name) DO UPDATE SET res_id = EXCLUDED.res_id""",
                f"territory_{country_code}_",
                country.id,
            )
        )
