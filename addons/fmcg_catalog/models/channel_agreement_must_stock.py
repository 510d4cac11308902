from datetime import timedelta

from odoo import models
from odoo.tools import SQL


class ChannelAgreement(models.Model):
    _inherit = "channel.agreement"

    def _get_must_stock_gaps(self):
        """What the buyers should have ordered again: listed products of must-stock
        lists without a confirmed order for too long.

        The number of queries does not grow with agreements or products.

        :return: dict from agreement to a list of ``(product.product, day of the last
            order or None)``
        """
        wanted = self.env["channel.must.stock"]._load_must_stock(self)
        listings = self.env["channel.listing"]._load_listings(self)
        products = self.env["product.product"].sudo().union(*self._flatten(wanted))
        last = self._get_last_order_days(products)
        facts = self._get_product_facts(products)
        return {
            agreement: [
                (product, last.get((agreement.id, product.id)))
                for product, days in wanted[agreement].items()
                if listings[agreement].decide(facts[product]).listed
                and agreement._is_gap(last.get((agreement.id, product.id)), days)
            ]
            for agreement in self.sudo()
        }

    def _flatten(self, wanted):
        return [product for products in wanted.values() for product in products]

    def _is_gap(self, last, days):
        """Whether a product was ordered too long ago, or never."""
        today = self.company_id._get_channel_today()
        return last is None or last <= today - timedelta(days=days)

    def _get_last_order_days(self, products):
        """When each buyer last had each product confirmed, in the seller's time zone.

        :return: dict from (agreement id, product id) to a day
        """
        if not products or not self.ids:
            return {}
        self.env["sale.order.line"].flush_model(["product_id", "order_id"])
        self.env["sale.order"].flush_model(
            ["state", "date_order", "company_id", "partner_id"]
        )
        self.env["res.partner"].flush_model(["channel_node_id"])
        self.flush_recordset(["node_id", "company_id"])
        rows = self.env.execute_query(self._get_last_order_query(products))
        companies = {a.id: a.company_id for a in self.sudo()}
        return {
            (agreement_id, product_id): companies[agreement_id]._get_channel_day(moment)
            for agreement_id, product_id, moment in rows
        }

    def _get_last_order_query(self, products):
        return SQL(
            """SELECT agreement.id, line.product_id, MAX(orders.date_order)
                 FROM channel_agreement agreement
                 JOIN res_partner partner ON partner.channel_node_id = agreement.node_id
                 JOIN sale_order orders ON orders.partner_id = partner.id
                                       AND orders.company_id = agreement.company_id
                                       AND orders.state = 'sale'
                 JOIN sale_order_line line ON line.order_id = orders.id
                WHERE agreement.id IN %s AND line.product_id IN %s
             GROUP BY agreement.id, line.product_id""",
            tuple(self.ids),
            tuple(products.ids),
        )

    def _get_least_quantities(self, products):
        """The least that the buyer can order of each product, in the product's unit.

        :return: dict from ``product.product`` to a quantity; 1 without a rule
        """
        self.ensure_one()
        least = dict.fromkeys(products, 1.0)
        for violation in self._check_order_quantities(
            [(product, product, product.sudo().uom_id, 1.0) for product in products]
        ):
            if violation.proposal:
                least[violation.proposal.key] = float(violation.proposal.quantity)
        return least

    def _get_must_stock_products(self):
        """All that the buyer is to stock, missing or not, and listed to it."""
        self.ensure_one()
        wanted = self.env["channel.must.stock"]._load_must_stock(self)[self.sudo()]
        products = self.env["product.product"].sudo().union(*wanted)
        return self._split_listed(products)[0]
