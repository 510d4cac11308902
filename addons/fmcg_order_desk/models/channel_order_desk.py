from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.fmcg_catalog.engine.initials import keep_letters

ROLES = ("fmcg_channel.group_salesperson", "fmcg_channel.group_customer_service")
LAST_ORDERS = 5
MOST_FOUND = 50


class ChannelOrderDesk(models.AbstractModel):
    """What the order desk in the web client asks.

    Each public method checks first that the user works at a desk of the seller; what it
    shows then are the seller's own goods and the agreement's own terms. The number of
    queries does not grow with products or lines.
    """

    _name = "channel.order.desk"
    _description = "Order Desk"

    # Access

    @api.model
    def _check_role(self):
        """:raise AccessError: to all but salespeople, customer service and their
        administrators"""
        if not any(self.env.user.has_group(role) for role in ROLES):
            raise AccessError(
                self.env._(
                    "Order desk: only salespeople and customer service work at it. Ask "
                    "your administrator for one of these roles."
                )
            )

    @api.model
    def _find_agreement(self, agreement_id):
        """The agreement with this id, if the user sells under it.

        :raise AccessError: for every other id, whether it exists or not
        """
        self._check_role()
        agreements = self._get_agreements().search(
            self._get_agreements_domain() & Domain("id", "=", read_id(agreement_id))
        )
        if not agreements:
            raise AccessError(self._describe_unknown_party())
        return agreements

    @api.model
    def _describe_unknown_party(self):
        return self.env._(
            "Customer: you sell to no such customer. Choose one from the list."
        )

    @api.model
    def _get_agreements(self):
        """The model, with the rights that it is searched with."""
        return self.env["channel.agreement"]

    @api.model
    def _get_agreements_domain(self):
        return Domain("company_id", "in", self.env.companies.ids)

    @api.model
    def _may_enter(self, agreement):
        """Whether the user may make orders of this customer.

        A salesperson who changes own customers' orders only looks at those of others.
        """
        if not self.env["sale.order"].has_access("create"):
            return False
        salesperson = agreement.sudo().user_id
        return (
            not salesperson
            or salesperson == self.env.user
            or self.env.user.has_group("sales_team.group_sale_salesman_all_leads")
        )

    # Customers

    @api.model
    def find_customers(self, text="", limit=12):
        """Customers by name, code or pinyin initials; the user's own ones first.

        :return: list of dicts with ``agreement_id``, ``name``, ``code``, ``place``,
            ``is_own`` and, where the user sells for several enterprises, ``seller``
        """
        self._check_role()
        limit = read_limit(limit)
        Agreement = self._get_agreements()
        domain = (
            self._get_agreements_domain()
            & Domain("state", "in", ("active", "suspended"))
            & self._get_customers_domain(text)
        )
        own = self._get_own_domain()
        found = Agreement.search(domain & own, limit=limit)
        if len(found) < limit:
            found += Agreement.search(domain & ~own, limit=limit - len(found))
        return [self._prepare_customer(agreement) for agreement in found]

    @api.model
    def _get_own_domain(self):
        return Domain("user_id", "=", self.env.uid)

    @api.model
    def _get_customers_domain(self, text):
        """Agreements with a customer who is called ``text``."""
        text = text.strip() if isinstance(text, str) else ""
        return Domain("node_id", "any", self._get_names_domain(text)) if text else Domain.TRUE

    @api.model
    def _get_names_domain(self, text):
        """Nodes that are called ``text``."""
        names = Domain("name", "ilike", text) | Domain("code", "ilike", text)
        letters = keep_letters(text)
        if letters and text.isascii():
            names |= Domain("pinyin_initials", "like", letters)
        return names

    @api.model
    def _prepare_customer(self, agreement):
        node = self._get_party(agreement)
        several = len(self.env.companies) > 1
        return {
            "agreement_id": agreement.id,
            "name": node.name,
            "code": node.code,
            "place": agreement.territory_id.name or "",
            "is_own": agreement.user_id == self.env.user,
            "seller": self._get_own_company(agreement).name if several else "",
        }

    @api.model
    def _get_party(self, agreement):
        """The node on the other side of the desk."""
        return agreement.node_id

    @api.model
    def _get_own_company(self, agreement):
        """The user's enterprise."""
        return agreement.company_id

    @api.model
    def open_customer(self, agreement_id):
        """What a salesperson wants to know before the first line.

        :return: dict with the facts of ``find_customers``, ``blocker`` (why nothing can
            be ordered, or empty), ``may_enter``, ``min_amount``, ``currency_id``,
            ``price_tax`` (what stands beside prices), ``credit`` (texts), ``today`` (of
            the seller), ``last_orders`` and ``gaps`` (rows of must-stock products to add)
        """
        agreement = self._find_agreement(agreement_id)
        return self._prepare_customer(agreement) | {
            "blocker": agreement._order_blocker() or "",
            "may_enter": self._may_enter(agreement),
            "min_amount": agreement.min_order_amount,
            "currency_id": agreement._get_price_currency().id,
            "price_tax": self.env["sale.order"]._describe_price_tax(agreement.company_id),
            "salesperson": agreement.sudo().user_id.name or "",
            "payment_term": agreement.sudo().payment_term_id.name or "",
            "warehouse": self._get_warehouse(agreement).name or "",
            "today": agreement.company_id._get_channel_today().isoformat(),
            "credit": self._get_credit_facts(agreement),
            "last_orders": self._get_last_orders(agreement),
            "gaps": self._get_gap_rows(agreement),
        }

    @api.model
    def _get_credit_facts(self, agreement):
        """Hook: where the customer stands with its credit.

        :return: dict with ``statement`` (text) and ``is_late`` or ``is_over``; empty
            where nobody counts it
        """
        return {}

    @api.model
    def _get_last_orders(self, agreement):
        """The customer's last orders that the user may read."""
        orders = self.env["sale.order"].search(
            Domain("agreement_id", "=", agreement.id) & Domain("state", "!=", "cancel"),
            order="date_order desc, id desc",
            limit=LAST_ORDERS,
        )
        return [
            {
                "id": order.id,
                "name": order.name,
                "day": order.company_id._get_channel_day(order.date_order).isoformat(),
                "amount": order.amount_total,
                "stage": order._get_stage_word(),
            }
            for order in orders
        ]

    @api.model
    def _get_gap_rows(self, agreement):
        """Must-stock products that are missing, each with the least quantity."""
        gaps = [p for p, _last in agreement._get_must_stock_gaps()[agreement.sudo()]]
        Order = self.env["sale.order"]
        wanted = Order._find_channel_products(agreement, [one.id for one in gaps])
        least = agreement._get_least_quantities(wanted)
        quantities = {(one, one.uom_id): least[one] for one in wanted}
        return self._prepare_rows(agreement, quantities)


def read_id(raw):
    """A number that can be an id; 0 for everything else."""
    is_number = isinstance(raw, int) and not isinstance(raw, bool)
    return raw if is_number and 0 < raw < 2**31 else 0


def read_limit(raw):
    return min(read_id(raw) or MOST_FOUND, MOST_FOUND)
