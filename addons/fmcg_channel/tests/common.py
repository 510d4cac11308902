from contextlib import contextmanager
from copy import deepcopy
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import TransactionCase

ROLES = (
    "enterprise_admin",
    "sales_manager",
    "salesperson",
    "customer_service",
    "warehouse",
    "finance",
)
# by database, language and argument: what core knows of charts of accounts
CHARTS = {}


class ChartMemory:
    """Mixin of test cases that open enterprises."""

    @classmethod
    def remember_charts(cls):
        """Opening asks three times which charts there are, which takes core a third of
        the whole; tests install no apps, so that the answer stays."""
        Template = cls.env.registry["account.chart.template"]
        ask = Template._get_chart_template_mapping

        def _get_chart_template_mapping(self, get_all=False):
            key = self.env.cr.dbname, self.env.lang, get_all
            if key not in CHARTS:
                CHARTS[key] = ask(self, get_all)
            return deepcopy(CHARTS[key])

        cls.classPatch(
            Template, "_get_chart_template_mapping", _get_chart_template_mapping
        )


class ChannelCase(ChartMemory, TransactionCase):
    """Nodes and agreements of the first company; opens no enterprise, so it is quick."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context={
                **cls.env.context,
                "lang": "en_US",
                "no_reset_password": True,
                "tracking_disable": True,
            }
        )
        cls.remember_charts()
        cls.company = cls.env.ref("base.main_company")
        cls.company._ensure_channel_node()
        cls.brand = cls.company.channel_node_id
        cls.district = cls.env.ref("fmcg_channel.territory_cn_440106")

    @classmethod
    def tier(cls, code):
        return cls.env.ref(f"fmcg_channel.tier_{code}")

    @classmethod
    def role(cls, name):
        return cls.env.ref(f"fmcg_channel.role_{name}")

    @classmethod
    def create_node(cls, name, tier, upstream=None, **values):
        return cls.env["channel.node"].create(
            {
                "name": name,
                "tier_id": cls.tier(tier).id,
                "parent_id": upstream.id if upstream else False,
                **values,
            }
        )

    @classmethod
    def create_agreement(cls, company, node, state="active", **values):
        agreement = cls.env["channel.agreement"].create(
            {"company_id": company.id, "node_id": node.id, **values}
        )
        if state != "draft":
            agreement.action_activate()
        if state not in ("draft", "active"):
            agreement._set_state(state, "A test")
        return agreement

    @classmethod
    def create_pricelist(cls, company, name="A price list"):
        return cls.env["product.pricelist"].create(
            {
                "name": name,
                "company_id": company.id,
                "currency_id": company.currency_id.id,
            }
        )

    @classmethod
    def create_grade(cls, company, **values):
        return cls.env["channel.grade"].create(
            {"name": "Key account", "company_id": company.id, **values}
        )

    @classmethod
    def create_staff(cls, company, *roles, login=None, **values):
        """A user of an enterprise, in the roles named as in ``ROLES``."""
        login = login or f"{'-'.join(roles)}-{company.id}@test.example"
        wanted = cls.env["res.users.role"].browse(cls.role(name).id for name in roles)
        user = cls.env["res.users"]._create_channel_staff(
            company, f"{roles[0]} of {company.name}", login, wanted, **values
        )
        return user.with_env(cls.env)

    @classmethod
    def create_portal_user(cls, node, role="portal_buyer", login=None):
        contact = cls.env["res.partner"].create(
            {"name": f"Buyer of {node.name}", "parent_id": node.partner_id.id}
        )
        user = cls.env["res.users"]._create_channel_portal_user(
            contact, login or f"portal-{node.id}@test.example", cls.role(role)
        )
        return user.with_env(cls.env)

    @classmethod
    def create_system_admin(cls, company=None):
        company = company or cls.company
        return cls.create_staff(company, "system_admin")

    @classmethod
    def create_product(cls, name="Lemon tea 500 ml", **values):
        return cls.env["product.product"].create(
            {
                "name": name,
                "is_storable": True,
                "list_price": 5.0,
                "taxes_id": [Command.clear()],
                "supplier_taxes_id": [Command.clear()],
                **values,
            }
        )

    @classmethod
    def create_order(cls, company, partner, product, quantity=10, **values):
        """A draft order of ``partner`` to the enterprise of ``company``."""
        return (
            cls.env["sale.order"]
            .with_company(company)
            .create(
                {
                    "company_id": company.id,
                    "partner_id": partner.id,
                    "order_line": [
                        Command.create(
                            {
                                "product_id": product.id,
                                "product_uom_qty": quantity,
                                "price_unit": 4.0,
                            }
                        )
                    ],
                    **values,
                }
            )
        )

    @classmethod
    def put_in_stock(cls, company, product, quantity=100):
        warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", company.id)], limit=1
        )
        cls.env["stock.quant"]._update_available_quantity(
            product, warehouse.lot_stock_id, quantity
        )
        return warehouse

    @classmethod
    def country_with_chart(cls):
        """China where its chart is installed, else a country without an own chart."""
        chinese = cls.env["ir.module.module"]._get("l10n_cn").state == "installed"
        return cls.env.ref("base.cn" if chinese else "base.aq")

    @classmethod
    def prepare_open(cls, node, **values):
        return cls.env["channel.enterprise.open"].create(
            {
                "node_id": node.id,
                "country_id": cls.country_with_chart().id,
                "admin_name": f"Boss of {node.name}",
                "admin_login": f"boss-{node.id}@test.example",
                **values,
            }
        )

    @contextmanager
    def mock_invitations(self):
        """Collect the logins that are invited; no mail is sent."""
        invited = []

        def action_reset_password(users):
            assert users.env.context.get("create_user"), "not an invitation"
            invited.extend(users.mapped("login"))

        with patch.object(
            type(self.env["res.users"]), "action_reset_password", action_reset_password
        ):
            yield invited

    def as_user(self, record, user):
        """The record as ``user`` sees it, working for the user's own enterprise."""
        return record.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids, lang="en_US"
        )

    def model_as(self, model, user):
        return self.as_user(self.env[model], user)

    def seen_by(self, user, records):
        """Those of ``records`` that ``user`` finds by a search."""
        found = self.model_as(records._name, user).search([("id", "in", records.ids)])
        return found.with_env(self.env)


class EnterpriseCase(ChannelCase):
    """A small channel with competing branches::

        brand
        ├── north (province)
        │   ├── lake (city) ── lake_shop
        │   └── hill (city) ── hill_shop
        └── south (province)
            └── coast (city) ── coast_shop

    All nodes and agreements along the tree exist. Opening an enterprise takes about a
    second, so only those that ``open_enterprises`` names are opened.
    """

    shared_world = True
    open_enterprises = ("north", "lake", "hill", "south", "coast")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north = cls.create_node("North Trading", "province", cls.brand)
        cls.south = cls.create_node("South Trading", "province", cls.brand)
        cls.lake = cls.create_node("Lake Wholesale", "city", cls.north)
        cls.hill = cls.create_node("Hill Wholesale", "city", cls.north)
        cls.coast = cls.create_node("Coast Wholesale", "city", cls.south)
        cls.lake_shop = cls.create_node("Lake Corner Shop", "retail", cls.lake)
        cls.hill_shop = cls.create_node("Hill Corner Shop", "retail", cls.hill)
        cls.coast_shop = cls.create_node("Coast Corner Shop", "retail", cls.coast)
        cls.enterprise_admins = {}
        for name in cls.open_enterprises:
            cls.open_enterprise(getattr(cls, name))
        for node in (cls.north + cls.south + cls.lake + cls.hill + cls.coast) + (
            cls.lake_shop + cls.hill_shop + cls.coast_shop
        ):
            if node.parent_id.company_id:
                cls.create_agreement(node.parent_id.company_id, node)

    @classmethod
    def open_enterprise(cls, node):
        """Open the node; its administrator stands in ``enterprise_admins``."""
        company = cls.prepare_open(node)._open(password="a-Secret-1")
        cls.enterprise_admins[node] = cls.env["res.users"].search(
            [("login", "=", f"boss-{node.id}@test.example")]
        )
        return company

    @classmethod
    def agreement_of(cls, node):
        return node._get_seller_agreement(node.parent_id.company_id)
