from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_round

from ..engine import replenishment as engine

# Days of cover longer than this are as good as for ever
LONGEST = 999


class ChannelReplenishment(models.Model):
    """What replenishment found of one product when it last looked, and what there is now.

    Written by programs. What is sold, and why something is proposed, is of the last look;
    stock, what is coming and what is proposed are of the moment.
    """

    _name = "channel.replenishment"
    _description = "Replenishment"
    _order = "is_due desc, urgency, product_id, id"
    _rec_name = "product_id"

    company_id = fields.Many2one(
        "res.company",
        string="Enterprise",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    product_id = fields.Many2one(
        "product.product", required=True, readonly=True, index=True, ondelete="cascade"
    )
    supplier_id = fields.Many2one("res.partner", readonly=True)
    rate = fields.Float(
        string="Sold a Day",
        digits="Product Unit",
        readonly=True,
        help="On average over the days that the enterprise looks at.",
    )
    is_due = fields.Boolean(
        string="To Order", readonly=True, help="What there is and what comes is not enough."
    )
    urgency = fields.Float(
        readonly=True, help="Days that the stock lasts when the goods could come."
    )
    reasons = fields.Json(readonly=True)

    uom_id = fields.Many2one(related="product_id.uom_id", string="Unit")
    on_hand = fields.Float(digits="Product Unit", compute="_compute_stock", compute_sudo=True)
    reserved = fields.Float(
        digits="Product Unit",
        compute="_compute_stock",
        compute_sudo=True,
        help="For customers, and what they wait for beyond what is there.",
    )
    coming = fields.Float(
        string="On Its Way",
        digits="Product Unit",
        compute="_compute_stock",
        compute_sudo=True,
        help="Ordered from the supplier and not received.",
    )
    cover_days = fields.Float(
        string="Days of Cover",
        digits=(16, 1),
        compute="_compute_stock",
        compute_sudo=True,
        help="How long what is there and not reserved lasts; 999 where nothing is sold.",
    )
    proposed = fields.Float(
        digits="Product Unit",
        compute="_compute_proposed",
        compute_sudo=True,
        help="In the product's own unit; stands in a purchase that is not handed in.",
    )
    proposed_cases = fields.Float(
        string="Cases", digits=(16, 2), compute="_compute_proposed", compute_sudo=True
    )
    purchase_id = fields.Many2one(
        "purchase.order", compute="_compute_proposed", compute_sudo=True
    )
    why = fields.Char(compute="_compute_why")

    _product_unique = models.UniqueIndex("(company_id, product_id)")

    @api.depends("product_id", "company_id", "rate")
    def _compute_stock(self):
        for company, rows in self.grouped("company_id").items():
            company = company._in_own_books()
            products = rows.product_id.with_env(company.env)
            stock = company._get_stock_position(products)
            coming = company._get_on_the_way(products)
            for row in rows:
                on_hand, reserved, lacking = stock[row.product_id.id]
                row.on_hand = float(on_hand)
                row.reserved = float(reserved + lacking)
                row.coming = float(coming[row.product_id.id])
                row.cover_days = row._get_cover(row.on_hand - row.reserved)

    def _get_cover(self, free):
        if not self.rate:
            return LONGEST
        return min(float_round(max(free, 0) / self.rate, precision_digits=1), LONGEST)

    @api.depends("product_id", "company_id")
    def _compute_proposed(self):
        for company, rows in self.grouped("company_id").items():
            company = company._in_own_books()
            drafts = company._get_sourced_drafts() | company._get_stock_drafts()
            lines = drafts.order_line.filtered("stock_quantity").grouped("product_id")
            for row in rows:
                product = row.product_id.with_env(company.env)
                found = lines.get(product, self.env["purchase.order.line"])
                case = float(company._get_pack(product).case)
                row.proposed = sum(line.stock_quantity for line in found)
                row.proposed_cases = row.proposed / case if case > 1 else 0.0
                row.purchase_id = found[:1].order_id.id

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_why(self):
        for row in self:
            row.why = " ".join(row._describe(**one) for one in row.reasons or [])

    def _describe(self, code, **facts):
        """One reason of the engine in words."""
        if code == engine.BELOW_LEAST:
            return self.env._(
                "With what is coming there are %(position)g; at least %(least)g should be "
                "there.",
                **facts,
            )
        if code == engine.RUNS_OUT:
            return self.env._(
                "With what is coming there are %(position)g: not enough for the %(days)s "
                "days until goods come and the safety days.",
                **facts,
            )
        if code == engine.OVER_MOST:
            return self.env._("A case more would exceed the maximum of %(most)g.", **facts)
        return self.env._(
            "The budget is used up: %(wanted)g were wanted, and somebody has to hand in "
            "the rest.",
            **facts,
        )

    # --- written by programs ---

    @api.model
    def _keep(self, company, items, rates, plan, agreements):
        """Keep what was found: one row for each product that has a rule.

        :param items: the engine's
        :param plan: what it says of them
        """
        found = {}
        for one in (*plan.waiting, *plan.now):
            found[one.product] = one
        kept = {row.product_id.id: row for row in self.search([("company_id", "=", company.id)])}
        new = []
        for item in items:
            values = self._prepare_row(item, rates, found.get(item.product), agreements)
            row = kept.pop(item.product, None)
            if row:
                row._write_changed(values)
            else:
                new.append(values | {"company_id": company.id, "product_id": item.product})
        self.browse([row.id for row in kept.values()]).unlink()
        self.create(new)

    @api.model
    def _prepare_row(self, item, rates, suggestion, agreements):
        rate = rates.get(item.product, 0)
        urgency = item.position / rate - item.lead_days if rate else LONGEST
        return {
            "supplier_id": agreements[item.product].company_id.partner_id.id,
            "rate": float_round(float(rate), precision_digits=6),
            "is_due": bool(suggestion),
            "urgency": float_round(float(urgency), precision_digits=2),
            "reasons": [
                {"code": reason.code, **{name: float(fact) for name, fact in reason.facts}}
                for reason in (suggestion.reasons if suggestion else ())
            ],
        }

    def _write_changed(self, values):
        changed = {
            name: value
            for name, value in values.items()
            if (self[name].id if name == "supplier_id" else self[name]) != value
        }
        if changed:
            self.write(changed)

    @api.model
    def _settle(self, company, products):
        """What was handed in of these products is due no more."""
        rows = self.search(
            [("company_id", "=", company.id), ("product_id", "in", products.ids)]
        )
        rows.filtered("is_due").write({"is_due": False, "reasons": []})

    # --- buttons ---

    @api.model
    def action_propose(self):
        """Button: look anew what the stock of the user's enterprise needs.

        :raise AccessError: to all but purchasing
        """
        self.env["channel.replenishment.rule"].check_access("write")
        self.env.company._replenish()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_hand_in(self):
        """Button: hand in the purchases that these products are proposed in.

        :raise AccessError: to all but purchasing
        :raise UserError: when nothing is proposed, or a supplier does not take an order
        """
        self.check_access("read")
        purchases = self.env["purchase.order"].browse(self.purchase_id.ids)
        if not purchases:
            raise UserError(
                self.env._(
                    "Nothing is proposed of these products. Press Propose to look anew."
                )
            )
        purchases.button_confirm()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_open_purchase(self):
        """Button: the purchase that the product is proposed in."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "purchase.order",
            "res_id": self.purchase_id.id,
            "views": [(False, "form")],
        }
