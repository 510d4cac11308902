from odoo.tests import tagged

from odoo.addons.fmcg_order.tests.gate_common import GateCase


@tagged("post_install", "-at_install")
class TestPreviewTaxes(GateCase):
    """An order that is not stored has the taxes of its products."""

    def test_taxes_of_an_order_that_is_not_stored_are_nobody_s(self):
        """The desk's quote said of every line that its taxes were set by hand."""
        self.tea.taxes_id = self.create_tax()
        preview = self.env["sale.order"]._preview_channel_order(
            self.agreement.sudo(), {self.tea: 3}
        )
        self.assertTrue(preview.order_line.tax_ids)
        self.assertFalse(preview._collect_tax_blockers())
        preview.order_line.tax_ids = False
        self.assertEqual(
            [blocker.code for blocker in preview._collect_tax_blockers()], ["own_taxes"]
        )
