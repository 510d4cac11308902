from odoo import api, fields, models

from ..models.order_chain import CUSTOMER, OWN, SUPPLIER, ChainWalk

# Blanks that a browser keeps
INDENT = "\u2003"


class ChannelOrderChain(models.TransientModel):
    """Shows for whom an order was made and who supplies it (``models/order_chain.py``)."""

    _name = "channel.order.chain"
    _description = "Order with its Customers and Suppliers"
    _channel_private = True

    line_ids = fields.One2many("channel.order.chain.line", "chain_id", readonly=True)

    @api.model
    def _open(self, document):
        """:param document: a ``sale.order`` or ``purchase.order``, which the reader may see"""
        document.ensure_one()
        document.check_access("read")
        self.check_access("read")  # buyers read their orders, and not whence goods come
        # sudo: it is its reader's, who cannot write into it
        chain = self.sudo().create({"line_ids": self._prepare_lines(document)})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Where the goods of %s come from", document.name),
            "res_model": self._name,
            "res_id": chain.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    @api.model
    def _prepare_lines(self, document):
        links = ChainWalk(self.env).walk(document)
        least = min(link.depth for link in links)
        return [
            fields.Command.create(values)
            for link in links
            for values in self._prepare_link(link, link.depth - least)
        ]

    @api.model
    def _prepare_link(self, link, indent):
        """A row for the document, and one for each product below it."""
        document = link.document.with_env(self.env(su=True))
        yield {
            "relation": link.relation,
            "is_document": True,
            "name": INDENT * indent + document._get_chain_name(),
            "stage": document._get_stage_word(),
            "document_model": document._name,
            "document_id": document.id,
        }
        for goods in link.goods:
            yield {
                "relation": link.relation,
                "name": INDENT * (indent + 1)
                + goods.product.with_env(document.env).display_name,
                "ordered": goods.ordered,
                "arrived": goods.arrived,
                "coming": goods.coming,
                "has_share": goods.coming is not None,
                "unit_name": goods.product.uom_id.with_env(document.env).name,
                "promised_date": goods.promised,
            }


class ChannelOrderChainLine(models.TransientModel):
    """A document, or a product in it."""

    _name = "channel.order.chain.line"
    _description = "Step of an Order's Chain"
    _channel_private = True

    chain_id = fields.Many2one(
        "channel.order.chain", required=True, ondelete="cascade", index=True
    )
    relation = fields.Selection(
        [(CUSTOMER, "For the customer"), (OWN, "This order"), (SUPPLIER, "From the supplier")],
        readonly=True,
    )
    is_document = fields.Boolean(readonly=True)
    name = fields.Char(string="Order and Product", readonly=True)
    stage = fields.Char(readonly=True)
    ordered = fields.Float(digits="Product Unit", readonly=True)
    arrived = fields.Float(
        digits="Product Unit", readonly=True, help="What of it has reached the next one."
    )
    coming = fields.Float(
        string="Still to Come",
        digits="Product Unit",
        readonly=True,
        help="What of it is still to come for the order beside it.",
    )
    has_share = fields.Boolean(readonly=True)
    unit_name = fields.Char(string="Unit", readonly=True)
    promised_date = fields.Date(
        string="Rest Arrives", readonly=True, help="Empty while nobody knows."
    )
    document_model = fields.Char(readonly=True)
    document_id = fields.Integer(readonly=True)
    can_open = fields.Boolean(compute="_compute_can_open")

    @api.depends("document_model", "document_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can_open(self):
        self.can_open = False
        for model in ("sale.order", "purchase.order"):
            lines = self.filtered(lambda line, model=model: line.document_model == model)
            documents = self.env[model].browse(lines.mapped("document_id")).exists()
            readable = set(documents._filtered_access("read").ids)
            for line in lines:
                line.can_open = line.document_id in readable

    def action_open(self):
        """The document itself, for who may read it."""
        self.ensure_one()
        if not self.can_open:
            return False
        return self.env[self.document_model].browse(self.document_id)._get_records_action()
