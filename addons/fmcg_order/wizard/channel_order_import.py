from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.fmcg_channel.words import join_names

from ..engine import order_entry

# Of an order's key; enough of the hash that two files never share it
HASH_LENGTH = 40


class ChannelOrderImport(models.TransientModel):
    """A customer's order out of a spreadsheet or of pasted lines.

    ``channel_order_import_read.py`` reads what people sent, the engine understands it,
    this shows it row by row, and ``channel_order_import_accept.py`` makes the order.
    Nothing is created before that.
    """

    _name = "channel.order.import"
    _description = "Import an Order"
    _inherit = ["channel.import.wizard", "channel.reference.guard"]
    _channel_private = True

    _visible_fields = ("agreement_id", "known_order_id")

    agreement_id = fields.Many2one(
        "channel.agreement", string="Customer", required=True, ondelete="cascade"
    )
    text = fields.Text(
        string="Lines", help="One product a line, such as: TEA-01 x 12, or: 5箱 可乐"
    )
    line_ids = fields.One2many("channel.order.import.line", "wizard_id")
    source_hash = fields.Char(readonly=True)
    content_hash = fields.Char(readonly=True)
    delivery_day = fields.Date(readonly=True)
    skipped_count = fields.Integer(string="Rows without a Quantity", readonly=True)
    ignored_columns = fields.Char(string="Columns not Used", readonly=True)
    warning = fields.Text(readonly=True)
    known_order_id = fields.Many2one(
        "sale.order", string="Order of this File", readonly=True, ondelete="cascade"
    )
    known_count = fields.Integer(readonly=True)
    again = fields.Boolean(
        string="Order Once More",
        help="The customer wants the same once more: make another order.",
    )
    currency_id = fields.Many2one("res.currency", readonly=True)
    amount = fields.Float(
        compute="_compute_amount",
        string="Total before Tax and Promotions",
        digits="Product Price",
    )
    open_problem_count = fields.Integer(
        string="Open Problems", compute="_compute_open_problem_count"
    )

    @api.depends("line_ids.left_out", "line_ids.price_subtotal")
    def _compute_amount(self):
        for wizard in self:
            lines = wizard.line_ids.filtered(lambda line: not line.left_out)
            wizard.amount = sum(lines.mapped("price_subtotal"))

    @api.depends("line_ids.left_out", "line_ids.state")
    def _compute_open_problem_count(self):
        for wizard in self:
            wizard.open_problem_count = len(wizard._get_open_problems())

    def _get_open_problems(self):
        return self.line_ids.filtered(
            lambda line: line.state == "problem" and not line.left_out
        )

    def _check_may_import(self):
        self.env["sale.order"]._check_may_sell(self.agreement_id)

    # Check

    def action_check(self):
        """Button: show what was understood, row by row."""
        self.ensure_one()
        self._check_may_import()
        self._check_content()
        return self._reopen()

    def _check_content(self):
        """Read and understand the content, and keep the preview of it."""
        rows = self._read_rows()
        content_hash = self._get_content_hash(rows)
        entries, skipped, ignored = self._read_entries(rows)
        answers = self.env["channel.order.intake"]._understand(
            self.agreement_id, entries
        )
        lines = self._prepare_lines(answers)
        known = self._find_known_orders(content_hash)
        self.line_ids.unlink()
        self.env["channel.order.import.line"].create(lines)
        # past the guard: a colleague's order is named, though not shown
        self.sudo().write(
            {
                "state": "checked",
                "source_hash": self._get_source_hash(),
                "content_hash": content_hash,
                "row_count": len(entries) + len(skipped),
                "skipped_count": len(skipped),
                "ignored_columns": join_names(self.env, ignored),
                "problem_count": sum(line["state"] == "problem" for line in lines),
                "delivery_day": next((e.day for e in entries if e.day), False),
                "warning": self.agreement_id._order_blocker(),
                "currency_id": self.agreement_id._get_price_currency().id,
                "known_order_id": known[:1].id,
                "known_count": len(known),
                "again": False,
            }
        )

    def _get_base_key(self, content_hash):
        return f"import-{self.agreement_id.id}-{content_hash[:HASH_LENGTH]}"

    def _find_known_orders(self, content_hash):
        """Orders that this content has made, the newest first; whoever made them."""
        key = self._get_base_key(content_hash)
        Order = self.env["sale.order"].sudo()
        return Order.search(
            Domain("company_id", "=", self.agreement_id.company_id.id)
            & (Domain("intake_key", "=", key) | Domain("intake_key", "=like", f"{key}-%")),
            order="id desc",
        ).with_env(self.env)

    # Preview

    def _prepare_lines(self, answers):
        """Values of the lines of the preview."""
        lines = [line for answer in answers for line in self._prepare_answer(answer)]
        self._add_prices(lines)
        self._note_repetitions(lines)
        return lines

    def _prepare_answer(self, answer):
        values = {
            "wizard_id": self.id,
            "row": answer.entry.row,
            "text": answer.entry.text,
            "note": answer.entry.note,
            "product_id": answer.good and answer.good.id,
            "state": "problem" if answer.problem else "fine",
            "message": self.env["channel.order.intake"]._describe(answer),
            "left_out": answer.problem == order_entry.TOTAL,
        }
        if answer.problem:
            return [values]
        if reading := self.env["channel.order.intake"]._describe_open_word(answer):
            values |= {"state": "note", "message": reading}
        return [
            values | {"uom_id": unit, "quantity": float(number)}
            for unit, number in answer.quantities
        ]

    def _add_prices(self, lines):
        """Prices of the agreement, for what is ordered in all rows together."""
        totals = {}
        for line in lines:
            if line["state"] != "problem":
                pair = (line["product_id"], line["uom_id"])
                totals[pair] = totals.get(pair, 0.0) + line["quantity"]
        products = self._browse_each("product.product", [pair[0] for pair in totals])
        units = self._browse_each("uom.uom", [pair[1] for pair in totals])
        quotes = self.agreement_id._quote_products(
            {
                pair: (products[pair[0]], total, units[pair[1]])
                for pair, total in totals.items()
            }
        )
        currency = self.agreement_id._get_price_currency()
        for line in lines:
            if line["state"] != "problem":
                quote = quotes[line["product_id"], line["uom_id"]]
                self._add_price(line, quote.price, currency)

    @api.model
    def _browse_each(self, model, ids):
        """Records by id, read together."""
        return {record.id: record for record in self.env[model].browse(ids)}

    @api.model
    def _add_price(self, line, price, currency):
        line["currency_id"] = currency.id
        if price is None:
            line["state"] = "note"
            no_price = self.env._(
                "There is no price for this customer. The order waits until it has one."
            )
            line["message"] = " ".join(filter(None, [line["message"], no_price]))
            return
        line["price_unit"] = price
        line["price_subtotal"] = currency.round(price * line["quantity"])

    @api.model
    def _note_repetitions(self, lines):
        """Rows that order what a row above orders: they are added up."""
        first = {}
        for line in lines:
            if line["state"] == "problem":
                continue
            pair = (line["product_id"], line["uom_id"])
            if pair in first and not line["message"]:
                line["state"] = "note"
                line["message"] = self.env._(
                    "Row %(row)s orders it too: both quantities are added up.",
                    row=first[pair],
                )
            first.setdefault(pair, line["row"])
