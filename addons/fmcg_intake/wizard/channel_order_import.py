from odoo import api, fields, models
from odoo.fields import Command, Domain

from odoo.addons.fmcg_channel.engine import cells
from odoo.addons.fmcg_channel.words import join_names

from ..engine import order_entry, order_form, order_goods

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
    delivery_day = fields.Date(help="The day that the file names. You can change it.")
    written_day = fields.Date(string="Date of the Form", readonly=True)
    written_customer = fields.Char(string="Customer of the Form", readonly=True)
    skipped_count = fields.Integer(string="Rows without a Quantity", readonly=True)
    ignored_columns = fields.Char(string="Columns not Used", readonly=True)
    has_said_prices = fields.Boolean(readonly=True)
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

    @api.depends(
        "line_ids.left_out",
        "line_ids.accepted",
        "line_ids.state",
        "line_ids.price_subtotal",
    )
    def _compute_amount(self):
        for wizard in self:
            lines = wizard.line_ids.filtered(lambda line: line._is_ordered())
            wizard.amount = sum(lines.mapped("price_subtotal"))

    @api.depends("line_ids.left_out", "line_ids.accepted", "line_ids.state")
    def _compute_open_problem_count(self):
        for wizard in self:
            wizard.open_problem_count = len(wizard._get_open_problems())

    def _get_open_problems(self):
        return self.line_ids.filtered(lambda line: line._is_open())

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
        answers = self.env["channel.order.directory"]._understand(
            self.agreement_id, entries
        )
        lines = self._prepare_lines(answers)
        known = self._find_known_orders(content_hash)
        self._replace_lines(lines)
        # past the guard: a colleague's order is named, though not shown
        self.sudo().write(
            {
                "state": "checked",
                "source_hash": self._get_source_hash(),
                "content_hash": content_hash,
                "row_count": len(entries) + len(skipped),
                "skipped_count": len(skipped),
                "ignored_columns": join_names(self.env, ignored),
                "problem_count": sum(
                    line["state"] in ("problem", "question") for line in lines
                ),
                "has_said_prices": any(entry.price for entry in entries),
                **self._prepare_form_values(rows, entries),
                "currency_id": self.agreement_id._get_price_currency().id,
                "known_order_id": known[:1].id,
                "known_count": len(known),
                "again": False,
            }
        )

    def _prepare_form_values(self, rows, entries):
        """What the form says of the order as a whole, and what to know of it."""
        facts = self._read_facts(rows, entries)
        warnings = [self.agreement_id._order_blocker()]
        days = {}
        for kind in (order_form.DELIVERY_DAY, order_form.WRITTEN_DAY):
            days[kind], problem = cells.read_date(facts.get(kind))
            if problem and kind == order_form.DELIVERY_DAY:
                warnings.append(
                    self.env._(
                        "Delivery date: “%(text)s” is not a date that can be read. Enter it.",
                        text=cells.text_of(facts[kind]),
                    )
                )
        customer = cells.text_of(facts.get(order_form.CUSTOMER))
        warnings.append(self._warn_of_customer(customer))
        day = next((entry.day for entry in entries if entry.day), None)
        return {
            "delivery_day": day or days[order_form.DELIVERY_DAY],
            "written_day": days[order_form.WRITTEN_DAY],
            "written_customer": customer,
            "warning": "\n".join(filter(None, warnings)),
        }

    def _warn_of_customer(self, written):
        """A form of another customer is perhaps imported for the wrong one."""
        node = self.agreement_id.node_id
        names = [node.name, node.code, node.partner_id.name, node.partner_id.ref]
        if not written or order_form.is_same_name(written, names):
            return ""
        return self.env._(
            "The form is of “%(written)s”, and you have chosen %(chosen)s. Is it this "
            "customer's order?",
            written=written,
            chosen=node.name,
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
        """Values of the lines of one answer: one for each quantity."""
        quantities = [
            {"uom_id": unit, "quantity": float(number)}
            for unit, number in answer.quantities or answer.proposal
        ] or [
            {"said_unit": word, "quantity": float(number)}
            for number, word in answer.said
        ]
        values = self._prepare_answer_values(answer)
        return [values | quantity for quantity in quantities or [{}]]

    def _prepare_answer_values(self, answer):
        entry, state = answer.entry, self._get_answer_state(answer)
        good = answer.good
        if state == "question" and not good:
            (good,) = answer.candidates
        return {
            "wizard_id": self.id,
            "row": entry.row,
            "text": entry.text,
            "note": entry.note,
            "product_id": good and good.id,
            "candidate_ids": [Command.set([one.id for one in answer.candidates])],
            "said_price": float(entry.price or 0),
            "question": entry.question,
            "state": state,
            "message": self._describe_answer(answer, good),
            "left_out": state == "ignored",
        }

    @api.model
    def _get_answer_state(self, answer):
        if not answer.problem:
            open_word = self.env["channel.order.directory"]._describe_open_word(answer)
            return "note" if open_word else "fine"
        if answer.problem == order_entry.TOTAL:
            return "ignored"
        return "question" if answer.proposal else "problem"

    @api.model
    def _describe_answer(self, answer, good):
        if answer.problem == order_goods.UNKNOWN_PRODUCT and answer.proposal:
            return self.env._(
                "No product is called just so. Is %(product)s meant? Then order it; else "
                "choose another one.",
                product=self.env["product.product"].browse(good.id).display_name,
            )
        Intake = self.env["channel.order.directory"]
        if not answer.problem:
            return Intake._describe_open_word(answer)
        return Intake._describe(answer)

    def _add_prices(self, lines):
        """Prices of the agreement, for what is ordered in all rows together."""
        totals = {}
        for line in lines:
            if self._has_quantity(line):
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
            if self._has_quantity(line):
                pair = (line["product_id"], line["uom_id"])
                self._add_price(line, quotes[pair].price, currency)
                self._compare_price(line, products[pair[0]], units[pair[1]], currency)

    @api.model
    def _has_quantity(self, line):
        """Whether the values of a line name goods that could be ordered."""
        return line["state"] in ("fine", "note", "question") and line.get("uom_id")

    @api.model
    def _browse_each(self, model, ids):
        """Records by id, read together."""
        return {record.id: record for record in self.env[model].browse(ids)}

    @api.model
    def _add_price(self, line, price, currency):
        line["currency_id"] = currency.id
        line["price_unit"] = price or 0.0
        line["price_subtotal"] = currency.round((price or 0.0) * line["quantity"])
        if price is None:
            self._add_note(
                line,
                self.env._(
                    "There is no price for this customer. The order waits until it has one."
                ),
            )

    @api.model
    def _add_note(self, line, text):
        """Something to know of a line that is understood."""
        if line["state"] == "fine":
            line["state"] = "note"
        line["message"] = "\n".join(filter(None, (line["message"], text)))

    @api.model
    def _compare_price(self, line, product, unit, currency):
        """Say where the customer writes another price than it pays. The price of a
        piece beside cases is right if the case costs so many of it."""
        said, price = line.get("said_price"), line["price_unit"]
        line["price_difference"] = 0.0
        if not said or not price:
            return
        units = self.env["sale.order"]._get_channel_units(product)
        amount = price * line["quantity"]
        for other in unit | units:
            said_amount = said * unit.factor / other.factor * line["quantity"]
            if not currency.compare_amounts(said_amount, amount):
                return
        line["price_difference"] = price - said
        self._add_note(
            line,
            self.env._(
                "The customer writes a price of %(said)s, and pays %(price)s: %(difference)s.",
                said=currency.format(said),
                price=currency.format(price),
                difference=f"{price - said:+.2f}",
            ),
        )

    @api.model
    def _note_repetitions(self, lines):
        """Rows that order what a row above orders: they are added up."""
        first = {}
        for line in lines:
            if line["state"] not in ("fine", "note"):
                continue
            pair = (line["product_id"], line["uom_id"])
            if pair in first and not line["message"]:
                line["state"] = "note"
                line["message"] = self.env._(
                    "Row %(row)s orders it too: both quantities are added up.",
                    row=first[pair],
                )
            first.setdefault(pair, line["row"])
