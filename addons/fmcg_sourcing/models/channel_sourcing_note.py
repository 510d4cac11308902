from odoo import api, fields, models


class ChannelSourcingNote(models.Model):
    """A note that an enterprise has to look whether it lacks a product."""

    _name = "channel.sourcing.note"
    _inherit = "channel.work.note"
    _description = "Note to Look for What Is Lacking"
    _rec_names_search = ["product_id"]

    _note_cron = "fmcg_sourcing.ir_cron_source"
    _note_key = "company_id"

    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    product_id = fields.Many2one("product.product", required=True, ondelete="cascade")

    @api.model
    def _leave_for(self, company, products):
        """Have ``company`` look for ``products`` after this transaction."""
        self._leave_values(
            [
                {"company_id": company.id, "product_id": product.id}
                for product in products
                if product.is_storable
            ]
        )

    @api.model
    def _ask(self, company):
        notes = self.search([("company_id", "=", company.id)])
        # read at once from now on, though the notes that name them are gone
        products = self.env["product.product"].browse(notes.product_id.ids)
        notes.unlink()
        company._source(products)
        self.env.flush_all()
