"""What the subject gives to its customers, and an order that got some of it."""

from odoo.fields import Command

from .constants import SECRET


class PromotionsWorld:
    """Part of ``SecurityCase``: promotions, their parts, and what they left behind.

    The promotion asks for a coupon, so that the other orders of the world stay as they
    are. Its gift is out of stock and owed. ``loose_promotion`` is a draft that nothing
    but the law keeps from being changed.
    """

    @classmethod
    def build_promotions(cls):
        cls.promotion = cls.make_promotion(
            f"Promotion {SECRET}", f"CODE-{SECRET}", date_end="2099-12-31"
        )
        cls.promotion.action_release()
        cls.coupon = cls.promotion.coupon_ids
        cls.loose_promotion = cls.make_promotion("Loose", "LOOSE")
        cls.promoted_order = cls.enter_order(quantity=20)
        cls.promoted_order.coupon_ids = cls.coupon
        cls.promoted_order._submit()
        cls.gift_debt = cls.promoted_order.gift_debt_ids

    @classmethod
    def make_promotion(cls, name, code, **values):
        """A draft with one of everything; it gives one mint for each ten tea."""
        company = cls.lake_company
        owned = {"company_id": company.id}
        group = cls.env["channel.promotion.group"].create({**owned, "name": name})
        step = {
            "threshold": 10,
            "gift_ids": [
                Command.create({"product_id": cls.mint.id, "value": 7.77}),
            ],
        }
        funders = {company.partner_id: 60, cls.north.partner_id: 40}
        return cls.env["channel.promotion"].create(
            {
                **owned,
                "name": name,
                "currency_id": company.currency_id.id,
                "date_start": False,
                "kind": "gift",
                "level": "set",
                "measure": "quantity",
                "uom_id": cls.tea.uom_id.id,
                "product_ids": [Command.set(cls.tea.ids)],
                "repeat": True,
                "shortage": "owed",
                "coupon_required": True,
                "group_id": group.id,
                "step_ids": [Command.create(step)],
                "component_ids": [
                    Command.create({"product_ids": [Command.set(cls.tea.ids)]})
                ],
                "funder_ids": [
                    Command.create({"partner_id": partner.id, "share": share})
                    for partner, share in funders.items()
                ],
                "budget_ids": [Command.create({"limit": 5555.0})],
                "coupon_ids": [Command.create({"code": code, "most_uses": 0})],
                **values,
            }
        )

    @classmethod
    def get_promotion_parts(cls, promotion):
        return {
            "channel.promotion": promotion,
            "channel.promotion.group": promotion.group_id,
            "channel.promotion.step": promotion.step_ids,
            "channel.promotion.gift": promotion.gift_ids,
            "channel.promotion.component": promotion.component_ids,
            "channel.promotion.funder": promotion.funder_ids,
            "channel.promotion.budget": promotion.budget_ids,
            "channel.coupon": promotion.coupon_ids,
        }

    @classmethod
    def get_promotion_papers(cls):
        entries = cls.promotion.entry_ids
        return {
            **cls.get_promotion_parts(cls.promotion),
            "channel.promotion.usage": cls.promotion.budget_ids.usage_ids,
            "channel.promotion.application": cls.promotion.application_ids,
            "channel.promotion.entry": entries,
            "channel.promotion.funding": entries.funding_ids,
            "channel.gift.debt": cls.gift_debt,
        }

    @classmethod
    def get_promotion_dialogs(cls):
        """Who has which wizard open: tuples of user, model and values."""
        admin = cls.actors["enterprise_admin", "owner"].user
        return (
            (
                admin,
                "channel.coupon.generate",
                {"promotion_id": cls.promotion.id, "prefix": SECRET},
            ),
            (
                cls.seller,
                "channel.promotion.trial",
                {
                    "company_id": cls.lake_company.id,
                    "promotion_ids": [Command.set(cls.promotion.ids)],
                    "agreement_id": cls.agreement.id,
                    "line_ids": [Command.create({"product_id": cls.tea.id})],
                },
            ),
        )
