from odoo import api, fields, models


class StockLot(models.Model):
    """Lots of one enterprise, and those that went on to another one.

    Core gives lots of shared products no company: rivals would read each other's. Here a lot
    is of the enterprise whose staff made it, until goods of it are passed on; from then on it
    is the same lot at each tier, so that it can be followed through all of them. Who sees such
    a lot, see ``IrRule._get_lot_domain``.
    """

    _inherit = "stock.lot"

    passed_on = fields.Boolean(
        readonly=True,
        copy=False,
        help="Goods of this lot went on to another enterprise.",
    )

    @api.depends("product_id.company_id")
    def _compute_company_id(self):
        result = super()._compute_company_id()
        if self.env.user._channel_is_confined():
            for lot in self.filtered(lambda lot: not lot.company_id):
                lot.company_id = self.env.company
        return result

    @api.depends("passed_on")
    def _compute_single_location(self):
        """Where a lot lies that several enterprises have is nobody's business."""
        shared = self.filtered("passed_on")
        shared.location_id = False
        return super(StockLot, self - shared)._compute_single_location()

    @api.constrains("name", "product_id", "company_id")
    def _check_unique_lot(self):
        """Names are unique within an enterprise. What was passed on may meet a lot of the
        same name that the next one made by itself."""
        return super(StockLot, self.filtered(lambda lot: not lot.passed_on))._check_unique_lot()

    def _pass_on(self):
        """Goods of these lots go on to another enterprise."""
        self.filtered(lambda lot: not lot.passed_on).write(
            {"passed_on": True, "company_id": False}
        )
