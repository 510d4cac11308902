from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine.price_timeline import SECOND, Change, Rule, natural_end, plan
from .product_pricelist_item_sheet import PRODUCT_RULES


class ChannelPriceSheet(models.Model):
    """What approved sheets make of the rules of a price list.

    How it works: the rules of the products are planned anew from the rules made by hand
    and all approved changes (``engine/price_timeline.py``), and what differs is written.
    So it does not matter in which order sheets are approved and cancelled. Rules that
    have ended, and periods that have begun, stay as they are.
    """

    _inherit = "channel.price.sheet"

    def _enter_prices(self):
        """Make the rules of a sheet that was approved at this moment."""
        self.ensure_one()
        moment = self.effective_from
        items, lines = self._load_timeline(moment)
        self._check_no_twins(items, lines)
        for line in self.line_ids:
            key = line._get_price_key()
            line.valid_until = natural_end(
                self._get_hand_rules(items.get(key, ()), lines[key]),
                self._get_changes(lines[key] - line),
                moment,
            )
        self._write_plan(items, lines, moment)

    def _withdraw_prices(self):
        """Take away the rules of a sheet that was cancelled before its time."""
        self.ensure_one()
        self.line_ids.rule_ids.unlink()
        now = fields.Datetime.now()
        items, lines = self._load_timeline(now)
        self._write_plan(items, lines, now)

    def _load_timeline(self, moment):
        """Rules and approved changes of the sheet's products that reach to ``moment``.

        :return: two dicts by price key: rules, sheet lines
        """
        templates = self.line_ids.product_tmpl_id
        keys = {line._get_price_key() for line in self.line_ids}
        items = self.env["product.pricelist.item"].search(
            Domain("pricelist_id", "=", self.pricelist_id.id)
            & Domain("applied_on", "in", PRODUCT_RULES)
            & Domain("product_tmpl_id", "in", templates.ids)
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", moment))
        )
        lines = self.env["channel.price.sheet.line"].search(
            Domain("sheet_id.pricelist_id", "=", self.pricelist_id.id)
            & Domain("sheet_id.state", "=", "approved")
            & Domain("product_tmpl_id", "in", templates.ids)
            & (
                Domain("sheet_id.effective_from", ">=", moment)
                | Domain("rule_ids.date_start", ">", moment)
            )
        )
        by_key = {key: lines.browse() for key in keys}
        by_key |= lines.grouped(lambda line: line._get_price_key())
        return items.grouped(lambda item: item._get_price_key()), {
            key: by_key[key] for key in keys
        }

    def _get_hand_rules(self, items, lines):
        """Rules that none of the changes ``lines`` makes, for the plan."""
        return [
            Rule(item.id, item.date_start or None, item._get_own_end() or None)
            for item in items
            if not item.sheet_line_id or item.sheet_line_id not in lines
        ]

    def _get_changes(self, lines):
        return [
            Change(
                line.id,
                line.sheet_id.effective_from,
                priced=not line.ends,
                until=line.valid_until or None,
            )
            for line in lines
        ]

    def _check_no_twins(self, items, lines):
        """Refuse two prices of one thing that start at the same moment."""
        moment = self.effective_from
        for line in self.line_ids:
            key = line._get_price_key()
            starts = [
                other.sheet_id.effective_from for other in lines[key] - line
            ] + [item.date_start for item in items.get(key, ()) if item.date_start]
            if any(abs(start - moment) <= SECOND for start in starts):
                raise UserError(
                    self.env._(
                        "%(line)s: another price starts at the same time. Choose "
                        "another effective date, or cancel the other price sheet or "
                        "delete the other price rule first.",
                        line=line.display_name,
                    )
                )

    def _write_plan(self, items, lines, moment):
        """Write what the plan says of the time from ``moment`` on."""
        Item = self.env["product.pricelist.item"]
        ends, values, surplus = {}, [], Item.browse()
        for key, changes in lines.items():
            rules = items.get(key, Item)
            hand_rules = self._get_hand_rules(rules, changes)
            planned = plan(hand_rules, self._get_changes(changes))
            ends |= {Item.browse(number): end for number, end in planned.ends.items()}
            for line in changes:
                made = rules.filtered(lambda item, line=line: item.sheet_line_id == line)
                periods = dict(planned.periods[line.id])
                ends |= made._match_periods(periods)
                surplus |= made.filtered(
                    lambda item, wanted=periods: item.date_start > moment
                    and item.date_start not in wanted
                )
                values += [
                    line._prepare_rule_values(start, periods[start])
                    for start in periods.keys() - set(made.mapped("date_start"))
                    if start >= moment
                ]
        surplus.unlink()
        Item._set_planned_ends(ends)
        Item.create(values)
