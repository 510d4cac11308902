from datetime import datetime

from odoo import api, fields, models

from ..engine import chain as chains
from ..engine.book import RuleBook
from ..engine.rule import CATEGORY, PRODUCT, VARIANT, Demand


class ChannelPricing(models.AbstractModel):
    """What the engine has to know: facts of the products, and the rules that may matter."""

    _inherit = "channel.pricing"

    @api.model
    def _complete(self, questions):
        """Fill in the units that are left open.

        Facts of all products are read in one go, from the templates where they are
        stored: by prefetching and through the variants it takes a second for 20,000.
        """
        questions = list(questions)
        templates = self._fetch_templates(questions)
        units = {template.id: template.uom_id for template in templates}
        complete = []
        for question in questions:
            unit = units.get(self._get_template(question.product).id)
            unit = unit or question.product.uom_id  # of a product that is not saved
            complete.append(question._replace(uom=question.uom or unit, unit=unit))
        return complete

    @api.model
    def _fetch_templates(self, questions):
        ids = {"product.product": set(), "product.template": set()}
        for question in questions:
            ids[question.product._name].update(question.product._origin._ids)
        products = self.env["product.product"].sudo().browse(ids["product.product"])
        products.fetch(["product_tmpl_id"])
        ids["product.template"].update(products.product_tmpl_id._ids)
        templates = self.env["product.template"].sudo().browse(ids["product.template"])
        templates.fetch(["categ_id", "uom_id"])
        return templates

    @api.model
    def _get_template(self, product):
        product = product.sudo()
        return product if product._name == "product.template" else product.product_tmpl_id

    @api.model
    def _prepare_demands(self, questions):
        paths = {}
        return [self._prepare_demand(question, paths) for question in questions]

    @api.model
    def _prepare_demand(self, question, paths):
        product, uom, unit = question.product.sudo(), question.uom, question.unit
        categ = self._get_template(product).categ_id
        if categ.id not in paths:
            path = (categ.parent_path or "").split("/")[:-1]
            paths[categ.id] = tuple(map(int, reversed(path)))
        product_quantity, factor = question.quantity, 1.0
        if uom != unit:
            product_quantity = uom._compute_quantity(
                question.quantity, unit, raise_if_failure=False
            )
            factor = uom.factor / unit.factor
        variant, template = self._get_variant_and_template(product)
        return Demand(
            question.key,
            variant,
            template,
            paths[categ.id],
            question.quantity,
            uom.id,
            unit.id,
            product_quantity,
            factor,
            self._get_moment(question.date),
        )

    @api.model
    def _get_variant_and_template(self, product):
        """Ids that rules can name; a product with one variant stands for it."""
        if product._name == "product.product":
            return product.id, product.product_tmpl_id.id
        variants = product.product_variant_ids
        return variants.id if len(variants) == 1 else None, product.id

    @api.model
    def _get_moment(self, date):
        if isinstance(date, datetime):
            return date
        if isinstance(date, str):
            return fields.Datetime.to_datetime(date)
        if date:
            return self.env.company._channel_day_start(date)
        return fields.Datetime.now()

    @api.model
    def _load_book(self, questions, demands, all_dates=False, known_at=None):
        list_ids = {link.list_id for question in questions for link in question.chain}
        if not (list_ids and demands):
            return RuleBook(())
        moments = [demand.date for demand in demands]
        return RuleBook(
            self.env["product.pricelist.item"]._load_rules(
                list_ids,
                self._get_targets(demands),
                None if all_dates else (min(moments), max(moments)),
                known_at,
                None if all_dates else self._get_common_quantity(questions, demands),
            )
        )

    @api.model
    def _get_common_quantity(self, questions, demands):
        """The quantity (in product units) if all is asked for the same one and moment.

        A list that stops has to be known with all its quantities.
        """
        alike = {(demand.product_quantity, demand.date) for demand in demands}
        stops = any(
            link.mode == chains.STOP for question in questions for link in question.chain
        )
        return None if stops or len(alike) > 1 else demands[0].product_quantity

    @api.model
    def _get_targets(self, demands):
        return {
            VARIANT: {d.product for d in demands if isinstance(d.product, int)},
            PRODUCT: {d.template for d in demands if isinstance(d.template, int)},
            CATEGORY: {categ for d in demands for categ in d.categories},
        }
