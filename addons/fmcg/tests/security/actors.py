"""The world of the security tests: a channel, its people, and one enterprise's documents.

::

    brand
    ├── north (province)                 upstream
    │   ├── lake (city)                  the subject: all documents are its own
    │   │   ├── lake_shop, kiosk         its outlets
    │   │   └── pond (sub) ── pond_shop  downstream
    │   └── hill (city) ── hill_shop     sibling
    └── south (province)
        └── coast (city) ── coast_shop   competitor

``Actor`` is a person seen from the subject's documents: a role and a relation. The
relations of portal users are those of the shop that bought (``lake_shop``): a
colleague works for the same shop, a sibling for another shop of the same seller.
"""

from dataclasses import dataclass

from odoo.fields import Command
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase

from .actors_approval import ApprovalWorld
from .actors_credit import CreditWorld
from .actors_dialogs import DialogsWorld
from .actors_gate import GateWorld
from .actors_goods import GoodsWorld
from .actors_orders import OrdersWorld
from .actors_promotions import PromotionsWorld
from .actors_purchases import PurchasesWorld
from .constants import PASSWORD, SECRET

__all__ = ["FOREIGN", "RELATIONS", "SECRET", "STAFF_ROLES", "Actor", "SecurityCase"]

STAFF_ROLES = (
    "enterprise_admin",
    "sales_manager",
    "salesperson",
    "customer_service",
    "warehouse",
    "finance",
    "purchaser",
)
FOREIGN = ("sibling", "competitor", "upstream", "downstream")
RELATIONS = {
    "system_admin": ("owner", "upstream"),
    "enterprise_admin": ("owner", *FOREIGN),
    "sales_manager": ("owner", *FOREIGN),
    "salesperson": ("own", "colleague", *FOREIGN),
    "customer_service": ("owner", *FOREIGN),
    "warehouse": ("owner", *FOREIGN),
    "finance": ("owner", *FOREIGN),
    "purchaser": ("owner", *FOREIGN),
    "portal_buyer": ("owner", "colleague", *FOREIGN),
    "portal_seller": ("owner", *FOREIGN),
    "public": ("public",),
}


@dataclass(frozen=True)
class Actor:
    role: str
    relation: str
    user: object  # res.users
    is_staff: bool = True

    def __str__(self):
        return f"{self.role}/{self.relation}"


class SecurityCase(
    PromotionsWorld,
    ApprovalWorld,
    CreditWorld,
    GateWorld,
    OrdersWorld,
    GoodsWorld,
    DialogsWorld,
    PurchasesWorld,
    EnterpriseCase,
    HttpCase,
):
    """Builds the world once; every probe works in a savepoint of its own."""

    shared_world = True
    open_enterprises = ()

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.refusals = []
        cls.build_channel()
        cls.build_people()
        cls.build_masters()
        cls.build_catalog()
        cls.build_prices()
        cls.build_orders()
        cls.build_promotions()
        cls.build_credit()
        cls.build_gate()
        cls.build_purchases()
        cls.build_papers()
        cls.build_wizards()
        cls.build_correspondence()
        cls.env.flush_all()
        cls.env.invalidate_all()

    # -- who ---------------------------------------------------------------------

    @classmethod
    def build_channel(cls):
        cls.pond = cls.create_node("Pond Depot", "sub", cls.lake)
        cls.kiosk = cls.create_node("Lake Kiosk", "retail", cls.lake)
        cls.pond_shop = cls.create_node("Pond Corner Shop", "retail", cls.pond)
        cls.brook = cls.create_node("Brook Depot", "sub", cls.lake)
        cls.strays = cls.create_node("A Stray Shop", "retail", cls.pond)
        for node in (cls.north, cls.lake, cls.hill, cls.south, cls.coast, cls.pond):
            cls.open_enterprise(node)
        cls.lake_company = cls.lake.company_id
        for node in (cls.lake, cls.hill, cls.coast, cls.pond, cls.lake_shop) + (
            cls.kiosk,
            cls.hill_shop,
            cls.coast_shop,
            cls.pond_shop,
        ):
            cls.create_agreement(node.parent_id.company_id, node)

    @classmethod
    def build_people(cls):
        enterprises = {
            "owner": cls.lake,
            "sibling": cls.hill,
            "competitor": cls.coast,
            "upstream": cls.north,
            "downstream": cls.pond,
        }
        shops = {
            "owner": cls.lake_shop,
            "colleague": cls.lake_shop,
            "sibling": cls.kiosk,
            "competitor": cls.coast_shop,
            "upstream": cls.north,
            "downstream": cls.pond_shop,
        }
        cls.actors = {}
        for role, relations in RELATIONS.items():
            for relation in relations:
                if role == "system_admin":
                    user = cls.make_system_admin(relation)
                elif role == "portal_buyer":
                    user = cls.make_portal(shops[relation], role, relation)
                elif role == "portal_seller":
                    user = cls.make_portal(enterprises[relation], role, relation)
                elif role == "public":
                    user = cls.env.ref("base.public_user")
                else:
                    node = enterprises.get(relation, cls.lake)
                    user = cls.make_staff(node, role, relation)
                is_staff = role not in ("portal_buyer", "portal_seller", "public")
                cls.actors[role, relation] = Actor(role, relation, user, is_staff)
        cls.seller = cls.actors["salesperson", "own"].user

    @classmethod
    def make_staff(cls, node, role, relation):
        login = f"{role}-{relation}@test.example"
        return cls.create_staff(node.company_id, role, login=login, password=PASSWORD)

    @classmethod
    def make_system_admin(cls, relation):
        """Upstream: one who works in the brand's company only."""
        user = cls.create_staff(
            cls.company,
            "system_admin",
            login=f"system-{relation}@test.example",
            password=PASSWORD,
        )
        if relation == "owner":
            user.write(
                {
                    "company_ids": [Command.link(cls.lake_company.id)],
                    "company_id": cls.lake_company.id,
                }
            )
        return user

    @classmethod
    def make_portal(cls, node, role, relation):
        user = cls.create_portal_user(
            node, role, login=f"{role}-{relation}@test.example"
        )
        user.password = PASSWORD
        return user

    # -- seen by -----------------------------------------------------------------

    @classmethod
    def env_of(cls, actor, **context):
        """The environment that a client of ``actor`` works in.

        The web client names the companies that it shows; the portal names none.
        """
        context = {"lang": "en_US", "no_reset_password": True, **context}
        if actor.is_staff:
            context.setdefault("allowed_company_ids", actor.user.company_ids.ids)
        return cls.env(user=actor.user, context=context)

    def actor(self, role, relation="owner"):
        return self.actors[role, relation]

    def gets(self, actor, route, text):
        """Whether a page answers the actor with ``text`` in it.

        Odoo logs refusals, and that core's page of a delivery returns one instead of
        raising it.
        """
        self.log_in(actor)
        with mute_logger("odoo.http"):
            response = self.url_open(route, allow_redirects=False)
        return response.status_code == 200 and text.encode() in response.content

    def log_in(self, actor):
        if self.logged_in != actor:
            public = actor.role == "public"
            login = None if public else actor.user.login
            self.authenticate(login, None if public else PASSWORD)
            self.logged_in = actor

    logged_in = None
