import base64
import io

from PIL import Image

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.fmcg_channel.tests.common import EnterpriseCase


def picture(color):
    output = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(output, "PNG")
    return base64.b64encode(output.getvalue())


@tagged("post_install", "-at_install")
class TestProductImages(EnterpriseCase):
    open_enterprises = ("north", "south")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tea = cls.create_product()
        cls.own = cls.create_product("Own", company_id=cls.north.company_id.id)
        cls.admin = cls.enterprise_admins[cls.north]
        cls.rival = cls.enterprise_admins[cls.south]

    def add(self, product, name="Back", user=None, **values):
        model = self.env["channel.product.image"]
        if user:
            model = self.model_as("channel.product.image", user)
        return model.create(
            {
                "name": name,
                "image_1920": picture("red"),
                "product_tmpl_id": product.product_tmpl_id.id,
                **values,
            }
        )

    def test_order_main_own_common(self):
        self.tea.image_1920 = picture("blue")
        back = self.add(self.tea, sequence=1)
        own = self.add(self.tea, sequence=2, product_variant_id=self.tea.id)
        self.assertEqual(self.tea._get_channel_images(), [self.tea, own, back])

    def test_no_picture_at_all(self):
        self.assertEqual(self.tea._get_channel_images(), [])

    def test_a_variant_of_another_product_is_refused(self):
        with self.assertRaises(ValidationError):
            self.add(self.tea, product_variant_id=self.own.id)

    def test_pictures_of_own_products(self):
        image = self.add(self.own, user=self.admin)
        self.assertEqual(self.seen_by(self.rival, image), image.browse())

    def test_pictures_of_shared_products_are_the_brands(self):
        image = self.add(self.tea)
        self.assertEqual(self.seen_by(self.admin, image), image)
        with self.assertRaises(AccessError):
            self.as_user(image, self.admin).name = "Mine"
        with self.assertRaises(AccessError):
            self.add(self.tea, user=self.admin)

    def test_a_picture_is_not_moved_to_a_shared_product(self):
        image = self.as_user(self.add(self.own), self.admin)
        with self.assertRaises(AccessError):
            image.product_tmpl_id = self.tea.product_tmpl_id

    def test_buyers_have_no_access(self):
        image = self.add(self.tea)
        buyer = self.create_portal_user(self.lake_shop)
        with self.assertRaises(AccessError):
            image.with_user(buyer).read(["name"])
