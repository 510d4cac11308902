from odoo.fields import Domain

from odoo.addons.fmcg_channel.tests.common import ChannelCase


class CatalogCase(ChannelCase):
    """The first company sells to a shop; products of the test lie in two categories::

        drinks
        ├── tea    green, black
        └── water  still
    """

    shared_world = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.province = cls.env.ref("fmcg_channel.territory_cn_440000")
        cls.grade = cls.create_grade(cls.company)
        cls.shop = cls.create_node("Corner Shop", "retail", cls.brand)
        cls.shop.territory_id = cls.district
        cls.agreement = cls.create_agreement(
            cls.company, cls.shop, grade_id=cls.grade.id
        )
        cls.drinks = cls.create_category("Drinks")
        cls.teas = cls.create_category("Tea", cls.drinks)
        cls.waters = cls.create_category("Water", cls.drinks)
        cls.green = cls.create_product("Green tea", categ_id=cls.teas.id)
        cls.black = cls.create_product("Black tea", categ_id=cls.teas.id)
        cls.still = cls.create_product("Still water", categ_id=cls.waters.id)
        cls.products = cls.green + cls.black + cls.still

    @classmethod
    def create_category(cls, name, parent=None):
        return cls.env["product.category"].create(
            {"name": name, "parent_id": parent.id if parent else False}
        )

    @classmethod
    def create_listing(cls, what=None, listed=True, company=None, **audience):
        """A rule about a product, a category or everything; for everybody or whom
        ``audience`` names, such as ``grade=a_grade``."""
        values = {
            "company_id": (company or cls.company).id,
            "is_listed": listed,
            "date_start": audience.pop("date_start", False),
            "date_end": audience.pop("date_end", False),
        }
        if what is not None:
            by_category = what._name == "product.category"
            name = "categ_id" if by_category else "product_tmpl_id"
            values[name] = what.id if by_category else what.product_tmpl_id.id
        for kind, target in audience.items():
            values |= {"audience": kind, f"{kind}_id": target.id}
        return cls.env["channel.listing"].create(values)

    def listed(self, agreement=None, products=None):
        """The test's products that may be ordered, found both ways."""
        agreement = agreement or self.agreement
        products = products or self.products
        found = self.env["product.product"].search(
            agreement._get_listing_domain() & self.within(products)
        )
        self.assertEqual(set(found), set(agreement._split_listed(products)[0]))
        return found

    def within(self, products):
        return Domain("id", "in", products.ids)
