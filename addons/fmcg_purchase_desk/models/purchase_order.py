from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError

from odoo.addons.fmcg_intake.exceptions import OrderKeyError


class PurchaseOrder(models.Model):
    """Purchases that are entered at the desk, and handed in there."""

    _name = "purchase.order"
    _inherit = ["purchase.order", "channel.desk.document"]

    _desk_quantity = "product_qty"

    intake_key = fields.Char(
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
        help="What the browser sends again when it repeats a saving.",
    )
    intake_fingerprint = fields.Char(
        readonly=True,
        copy=False,
        groups="base.group_user",
        help="Of what was saved last, to tell a repetition from a change.",
    )
    wanted_date = fields.Datetime(
        string="Arrival Wanted on",
        copy=False,
        help="The day that the supplier is asked to deliver on.",
    )

    stage_word = fields.Char(
        string="Stage",
        compute="_compute_stage_word",
        help="Where the purchase stands, as its supplier says.",
    )

    _intake_key_unique = models.UniqueIndex(
        "(company_id, intake_key) WHERE intake_key IS NOT NULL",
        "This purchase has been entered already.",
    )

    @api.model
    def _get_derived_fields(self):
        return super()._get_derived_fields() | {"intake_key", "intake_fingerprint"}

    @api.depends("state", "upstream_order_id.channel_stage")
    @api.depends_context("lang")
    def _compute_stage_word(self):
        words = dict(self._fields["state"]._description_selection(self.env))
        for purchase in self:
            # sudo: the order is the supplier's; its stage is the buyer's to know
            upstream = purchase.sudo().upstream_order_id
            if upstream:
                purchase.stage_word = upstream._get_stage_word()
            elif purchase.state == "draft" and purchase.agreement_id:
                purchase.stage_word = self.env._("To Hand In")
            else:
                purchase.stage_word = words.get(purchase.state, "")

    # --- entering ---

    @api.model
    def _make_desk_order(self, agreement, quantities, key, values):
        company = agreement.node_id.company_id
        # past the record rules: a purchase that the user may not read has the key as well
        known = (
            self.sudo()
            .search([("company_id", "=", company.id), ("intake_key", "=", key)])
            .with_env(self.env)
        )
        if known:
            known.check_access("read")
            return known, False
        self.env["sale.order"]._check_channel_units(quantities)
        purchase = self.with_company(company)._create_desk_purchase(
            agreement, values | {"intake_key": key}
        )
        purchase.write({"order_line": purchase._get_desk_commands(quantities)})
        return purchase.with_env(self.env), True

    @api.model
    def _create_desk_purchase(self, agreement, values):
        """A purchase without lines; whoever enters the same one at this moment is tried
        again, and then finds this one."""
        names = self._get_derived_fields() & values.keys()
        given = {name: values[name] for name in values.keys() - names}
        try:
            with self.env.cr.savepoint():
                purchase = self.create(
                    self._prepare_desk_purchase_values(agreement) | given
                )
                # sudo: what the desk says, its key above all, no client does
                purchase.sudo().write({name: values[name] for name in names})
                purchase.flush_recordset()
                return purchase
        except UniqueViolation as error:
            raise ConcurrencyError(str(error)) from error

    @api.model
    def _prepare_desk_purchase_values(self, agreement):
        company = agreement.node_id.company_id
        term = agreement.payment_term_id
        return {
            "company_id": company.id,
            "partner_id": agreement.company_id.partner_id.id,
            "currency_id": agreement._get_price_currency().id,
            "payment_term_id": term.id if not term.company_id else False,
            "picking_type_id": self._get_picking_type(company.id).id,
            "user_id": self.env.uid,
        }

    def _refuse_desk_change(self):
        if self.follows_order or self.state != "draft":
            message = self.env._(
                "%s was handed in before you changed these rows. Open it to see what was "
                "ordered, and start another order for the rest.",
                self.name,
            )
            problem = {"code": "key_reused", "message": message, "lines": []}
            raise OrderKeyError([problem])

    def _get_desk_lines(self):
        return self.order_line.filtered("product_id")

    def _prepare_desk_line(self, pair, quantity):
        product, unit = pair
        return {
            "product_id": product.id,
            "product_uom_id": unit.id,
            "product_qty": quantity,
            "name": product.display_name,
        }

    def _get_desk_terms(self, quantities):
        """What the supplier would charge now, so that a draft says what it will cost;
        gifts and amounts off the whole order come when it is handed in."""
        # sudo: the supplier's prices, worked out for this buyer
        order = self.env["sale.order"]._preview_channel_order(
            self.agreement_id.sudo(), quantities
        )
        order._apply_promotions()
        lines = order.order_line.filtered(lambda line: line._is_traded())
        taxes = {
            found: self.sudo()._find_own_taxes(found).ids
            for found in {line.tax_ids for line in lines}
        }
        return {
            (line.product_id._origin, line.product_uom_id._origin): {
                "price_unit": self._get_untaxed_price(line, order.partner_id),
                "discount": line.discount,
                "tax_ids": [fields.Command.set(taxes[line.tax_ids])],
                "date_planned": self.wanted_date or self.date_order,
            }
            for line in lines
        }

    # --- handing in ---

    def _submit_desk_order(self):
        self.button_confirm()

    def _prepare_handed_in_values(self):
        values = super()._prepare_handed_in_values()
        if self.wanted_date:
            values["commitment_date"] = self.wanted_date
        return values | ({"note": self.note} if self.note else {})

    def _prepare_desk_answer(self):
        """As the order desk's; ``supplier_name`` is the number of the supplier's order,
        and reasons are worded for the buyer."""
        self.ensure_one()
        reasons = (self.channel_reasons or "").splitlines()
        return {
            "order_id": self.id,
            "name": self.name,
            "supplier_name": self.partner_ref or "" if self.follows_order else "",
            "stage": self.channel_stage or "draft",
            "label": self.stage_word,
            "submitted": self.follows_order,
            "total": self.currency_id.format(self.amount_total),
            "blockers": [
                {"code": "waiting", "severity": "block", "message": text, "products": []}
                for text in reasons
            ],
        }

    # --- ordering again ---

    def _get_buying_agreement(self):
        """The agreement by which the supplier sells now; it may be empty."""
        self.ensure_one()
        return self._find_agreements()[self]

    def _get_reorder_quantities(self, agreement):
        """What this purchase bought and ``agreement`` still offers; see ``sale.order``."""
        self.ensure_one()
        # sudo: the supplier's order knows what was a gift
        upstream = self.sudo().upstream_order_id
        return (upstream or self._preview_upstream(agreement))._get_reorder_quantities(
            agreement
        )

    def _preview_upstream(self, agreement):
        """The supplier's order as it would be; nothing is stored."""
        return self.env["sale.order"]._preview_channel_order(
            agreement, self._get_ordered_quantities()
        )
