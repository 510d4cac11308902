from collections import Counter

from odoo import models

from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_channel.turns import take_turn


class ResCompany(models.Model):
    """What customers do not want any more: it is withdrawn from the supplier while that is
    possible, and is the enterprise's own stock when it is not."""

    _inherit = "res.company"

    def _withdraw_unwanted(self, products):
        """Take purchases back that the supplier has not confirmed, and that ask for more of
        ``products`` than is lacking without them; the youngest first.

        :return: those that were taken back: they are to be brought in line, and handed in
            again
        """
        held = self._get_held_purchases(products)
        withdrawn = held.browse()
        if not held:
            return withdrawn
        wanted, for_one = Counter(), set()
        for line in self._propose_upstream(products, held.order_line).lines:
            wanted[line.product, line.need or False, line.place or False] += line.quantity
            if line.need:
                for_one.add(line.product)
        asked = held._count_sourced(products, for_one)
        for purchase in held.sorted("id", reverse=True):
            of_this = purchase._count_sourced(products, for_one)
            if any(asked[key] > wanted[key] for key in of_this):
                purchase._take_back_sourced()
                withdrawn |= purchase
                asked.subtract(of_this)
        return withdrawn

    def _get_held_purchases(self, products):
        """What sourcing handed in and the supplier has not confirmed."""
        found = self.env["purchase.order"].search(
            [
                ("company_id", "=", self.id),
                ("is_sourced", "=", True),
                ("state", "=", "sent"),
                ("order_line.product_id", "in", products.ids),
            ]
        )
        take_turn(found)
        return found.filtered(
            lambda purchase: purchase.upstream_order_id.state in ("draft", "sent")
        )

    def _forget_shares(self, products, kept):
        """What is coming and is not for anybody any more belongs to nobody.

        :param kept: ids of purchase lines that are for somebody
        """
        shares = self.env["channel.sourcing.share"].search(
            [
                ("company_id", "=", self.id),
                ("purchase_line_id.product_id", "in", products.ids),
                ("purchase_line_id.order_id.state", "in", ("sent", "to approve", "purchase")),
                ("purchase_line_id", "not in", list(kept)),
            ]
        )
        for line in shares.purchase_line_id:
            if line._get_quantity_to_arrive():
                line._share({})


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    def _count_sourced(self, products, for_one):
        """Dict from (id of a product, id of the need or False, place or False) to what is
        asked for.

        :param for_one: ids of products that are bought for each need by itself
        """
        asked = Counter()
        for line in self.order_line.filtered(lambda one: one.product_id in products):
            if line.upstream_line_id._is_traded():
                asked += line._count_by_need(line.product_id.id in for_one)
        return asked

    def _take_back_sourced(self):
        """Withdraw; unlike what a person withdraws, it goes on following what is wanted."""
        self._withdraw()
        self.is_sourced = True

    def _hand_in_again(self):
        """What was taken back to be made smaller goes to the supplier at once."""
        for purchase in self.exists().filtered("order_line"):
            purchase._hand_in_or_tell()


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    def _count_by_need(self, for_one):
        """What this asks for, by product and need; lines for several needs become one when
        they are handed in, whose shares tell."""
        product, need = self.product_id.id, self.sourced_need_id.id
        place = self._to_coming().place or False
        left = to_quantity(self._get_quantity_to_arrive())
        asked = Counter()
        for share in self.share_ids if for_one and not need else ():
            asked[product, share.sale_line_id.id, place] += to_quantity(share.quantity)
        asked[product, need, place] += left - sum(asked.values())
        return asked

    def _tell_freed(self, before, after):
        """Say what of a confirmed line customers do not wait for any more.

        :param before: dict from customer's line to its share; ``after``: now, by id
        """
        coming = to_quantity(self._get_quantity_to_arrive())
        freed = min(coming, sum(before.values())) - sum(after.values())
        if self.order_id.state != "purchase" or freed <= 0:
            return
        less = [line for line, share in before.items() if after.get(line.id, 0) < share]
        self.order_id._tell_once(
            [
                self.env._(
                    "%(goods)s will be own stock, unless other customers take it: %(orders)s "
                    "does not wait for it any more, and %(supplier)s has confirmed it.",
                    goods=self.order_id._describe_goods({self.product_id: freed}),
                    orders=", ".join(sorted({line.order_id.name for line in less})),
                    supplier=self.order_id.partner_id.name,
                )
            ]
        )
