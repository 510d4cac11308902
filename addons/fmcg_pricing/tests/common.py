from odoo.fields import Command

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase


class PricingCase(EnterpriseCase):
    """One city distributor, its shop, and lists to price it with."""

    shared_world = True
    open_enterprises = ("north", "lake")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lake_company = cls.lake.company_id
        cls.env = cls.env(
            context={
                **cls.env.context,
                "allowed_company_ids": (cls.lake_company + cls.company).ids,
            }
        )
        cls.agreement = cls.agreement_of(cls.lake_shop).with_env(cls.env)
        cls.seller = cls.create_staff(cls.lake_company, "salesperson")
        cls.agreement.user_id = cls.seller
        cls.piece = cls.env.ref("uom.product_uom_unit")
        cls.case = cls.env["uom.uom"].create(
            {
                "name": "Case of 24",
                "relative_factor": 24,
                "relative_uom_id": cls.piece.id,
            }
        )
        cls.tea = cls.create_product("Tea", list_price=5.0, uom_ids=[cls.case.id])
        cls.water = cls.create_product("Water", list_price=2.0, uom_ids=[cls.case.id])
        cls.base_list = cls.lake_company.base_pricelist_id

    @classmethod
    def create_list(cls, name, mode="merge", prices=(), company=None, **values):
        """A price list; ``prices`` are pairs of a product and what
        ``prepare_price`` takes."""
        pricelist = cls.create_pricelist(company or cls.lake_company, name)
        pricelist.write({"chain_mode": mode, **values})
        for product, price, *rest in prices:
            cls.add_price(pricelist, product, price, *rest)
        return pricelist

    @classmethod
    def add_price(cls, pricelist, product, price, minimum=0, uom=None, **values):
        return cls.env["product.pricelist.item"].create(
            {
                "pricelist_id": pricelist.id,
                "applied_on": "1_product",
                "product_tmpl_id": product.product_tmpl_id.id,
                "compute_price": "fixed",
                "fixed_price": price,
                "min_quantity": minimum,
                "uom_id": uom and uom.id,
                **values,
            }
        )

    def price(self, product=None, quantity=1.0, uom=None, date=None, agreement=None):
        """What the shop pays; ``None`` where there is no price."""
        product = product or self.tea
        wanted = {"asked": (product, quantity, uom or product.uom_id)}
        agreement = agreement or self.agreement
        return agreement._quote_products(wanted, date)["asked"].price

    def create_sale(self, lines, user=None, **values):
        """An order of the shop; ``lines`` are (product, quantity, unit or nothing)."""
        return self.model_as("sale.order", user or self.seller).create(
            {
                "partner_id": self.lake_shop.partner_id.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": quantity,
                            **({"product_uom_id": uom[0].id} if uom else {}),
                        }
                    )
                    for product, quantity, *uom in lines
                ],
                **values,
            }
        )
