from decimal import Decimal

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.fmcg_catalog.models.channel_agreement_listing import path_ids
from odoo.addons.fmcg_channel.quantities import to_quantity
from odoo.addons.fmcg_pricing.engine.chain import Link
from odoo.addons.fmcg_pricing.models.channel_pricing import Question

from ..engine import basket, definition, floors
from ..engine.book import Book

# A form waits for the answer
MOST_PRODUCTS = 200
MOST_OCCASIONS = 6
SHOWN = 5


class ChannelPromotion(models.Model):
    """Says where a promotion takes prices below the floor, together with all others.

    How it works: at the seller's base prices, each product with a floor price that may
    get the benefit is tried alone, in the quantities at which something is given, for
    buyers to whom this promotion and another one both speak (``engine/floors.py``). It
    warns and blocks nothing; it does not see what agreements give below base prices.
    """

    _inherit = "channel.promotion"

    floor_warning = fields.Text(
        compute="_compute_floor_warning",
        compute_sudo=True,
        help="Products that this promotion, with the released ones that add up with it, "
        "takes below their floor price.",
    )

    @api.model
    def _is_price_field(self, field, operation):
        return super()._is_price_field(field, operation) or field.name == "floor_warning"

    @api.depends("state", "kind")
    @api.depends_context("lang")
    def _compute_floor_warning(self):
        for promotion in self:
            saved = promotion._origin
            hits = saved._find_undercuts() if saved._may_undercut() else {}
            promotion.floor_warning = saved._say_undercuts(hits) if hits else False

    def _may_undercut(self):
        return bool(
            self
            and self.state in ("draft", "released")
            and self.kind not in (definition.GIFT, definition.FREIGHT)
            and not self._get_terms_problems()
        )

    def _get_terms_problems(self):
        """What is wrong with the terms, who pays for them aside."""
        promotion = self.with_context(active_test=False)
        return [
            *promotion._get_time_problems(),
            *promotion._get_step_problems(),
            *promotion._get_gift_problems(),
            *promotion._get_bundle_problems(),
            *promotion._get_unit_problems(),
        ]

    def _find_undercuts(self):
        """Dict from product id to the engine's ``FloorHit``."""
        promotion = self.with_context(active_test=False)._prepare_engine_promotion()
        others = [
            one
            for id_, one in self._get_book(self.company_id).promotions.items()
            if id_ != self.id
            and one.currency == promotion.currency
            and floors.matters(one)
        ]
        today = self.company_id._get_channel_today()
        paths = self._get_territory_paths(promotion, others)
        occasions = floors.find_occasions(
            promotion, others, paths, today, MOST_OCCASIONS
        )
        products = self._find_floored_products()
        counted = self._find_counted_products()
        goods = self._prepare_goods(products | counted, today)
        return floors.find_undercuts(
            Book((promotion, *others)),
            promotion,
            [goods[product.id] for product in products if product.id in goods],
            [goods[product.id] for product in counted if product.id in goods],
            occasions,
            self.currency_id.decimal_places,
        )

    def _get_territory_paths(self, promotion, others):
        named = {id_ for one in (promotion, *others) for id_ in one.audience.territories}
        return {
            territory.id: frozenset(path_ids(territory))
            for territory in self.env["channel.territory"].browse(named)
        }

    # --- products ---

    def _find_floored_products(self):
        """Products with a floor price that may get the benefit, the first ones."""
        if self.kind == definition.BUNDLE:
            return self.component_ids.product_ids.with_company(self.company_id).filtered(
                "floor_price"
            )
        return self._search_products(
            self._get_benefit_domain() & Domain("floor_price", ">", 0), MOST_PRODUCTS
        )

    def _find_counted_products(self):
        """What has to be bought along: a bundle's set, or where other products get the
        benefit, one of those that are counted."""
        if self.kind == definition.BUNDLE:
            products = [one.product_ids[:1].id for one in self.component_ids]
            return self.env["product.product"].browse(products)
        if not self._prepare_engine_target():
            return self.env["product.product"]
        return self._search_products(self._get_counted_domain(), 1)

    def _search_products(self, domain, limit):
        company = self.company_id
        own = Domain("company_id", "in", (False, company.id))
        return (
            self.env["product.product"]
            .with_company(company)
            .search(domain & own & Domain("sale_ok", "=", True), limit=limit)
        )

    def _get_benefit_domain(self):
        if not self._prepare_engine_target():
            return self._get_counted_domain()
        return self._get_named_domain(
            self.target_product_ids, self.target_categ_ids, self.target_brand_ids
        )

    def _get_counted_domain(self):
        named = self._get_named_domain(self.product_ids, self.categ_ids, self.brand_ids)
        return named & Domain("id", "not in", self.excluded_product_ids.ids)

    @api.model
    def _get_named_domain(self, products, categories, brands):
        if not (products or categories or brands):
            return Domain.TRUE
        return (
            Domain("id", "in", products.ids)
            | Domain("categ_id", "child_of", categories.ids)
            | Domain("product_brand_id", "in", brands.ids)
        )

    # --- what they cost ---

    def _prepare_goods(self, products, day):
        """Dict from product id to the engine's ``Good``; without those that have no
        base price."""
        company, currency = self.company_id, self.currency_id
        quotes = self._quote_base_prices(products)
        least = products._get_exact_floors(company, currency, day)
        goods = {}
        for product in products:
            price = quotes[product.id].price
            if not price or currency.is_zero(price):
                continue
            floor = floors.Floor(
                least.get(product.id, basket.ZERO),
                Decimal(1),
                product.taxes_id._filter_taxes_by_company(company)._get_untaxed_part(
                    company
                ),
            )
            goods[product.id] = floors.Good(self._prepare_unit_line(product, price), floor)
        return goods

    def _quote_base_prices(self, products):
        """Prices of one own unit by the base list alone: dict from product id to quote."""
        company = self.company_id
        base = company.base_pricelist_id
        chain = (Link(base.id, base.chain_mode, "base", company.id),) if base else ()
        pricing = self.env["channel.pricing"].sudo().with_company(company)
        now = fields.Datetime.now()
        return pricing._quote(
            [
                Question(
                    product.id, product, 1.0, product.uom_id, now, chain, self.currency_id
                )
                for product in products
            ]
        )

    @api.model
    def _prepare_unit_line(self, product, price):
        return basket.Line(
            key=product.id,
            quantity=Decimal(1),
            amount=to_quantity(price),
            factor=Decimal(str(product.uom_id.factor or 1.0)),
            **product._prepare_basket_facts(),
        )

    # --- words ---

    def _say_undercuts(self, hits):
        lowest = sorted(hits.items(), key=lambda item: item[1].lowest / item[1].floor)
        texts = [self._say_undercut(id_, hit) for id_, hit in lowest[:SHOWN]]
        if len(lowest) > SHOWN:
            texts.append(self.env._("And %s more products.", len(lowest) - SHOWN))
        return "\n".join(texts)

    def _say_undercut(self, product_id, hit):
        product = self.env["product.product"].browse(product_id)
        return self.env._(
            "%(product)s: down to %(price)s per %(unit)s before tax, and the floor price "
            "is %(floor)s.",
            product=self._name_product(product_id),
            price=self.currency_id.format(float(hit.lowest)),
            unit=product.uom_id.name,
            floor=self.currency_id.format(float(hit.floor)),
        )
