"""Who stands in for whom, up to which amount, by which rules, and what was decided."""

from .constants import SECRET


class ApprovalWorld:
    """Part of ``SecurityCase``: limits, changes of rules, stand-ins, and decisions about
    ``held_order``."""

    @classmethod
    def get_approval_papers(cls):
        admin = cls.actors["enterprise_admin", "owner"].user
        finance = cls.actors["finance", "owner"].user
        owned = {"company_id": cls.lake_company.id}
        order = cls.held_order
        return {
            "channel.approval.decision": cls.env["channel.approval.decision"]._record(
                order.with_env(cls.env), "question", comment=SECRET
            ),
            "channel.approval.rule.change": cls.env[
                "channel.approval.rule.change"
            ]._record(
                [
                    {
                        **owned,
                        "res_model": "tier.definition",
                        "res_id": 77,
                        "name": SECRET,
                        "kind": "changed",
                        "changes": SECRET,
                    }
                ]
            ),
            "channel.approval.delegation": cls.env["channel.approval.delegation"].create(
                {
                    **owned,
                    "user_id": admin.id,
                    "delegate_id": finance.id,
                    "date_from": "2098-01-01",
                    "date_to": "2098-12-31",
                    "reason": SECRET,
                }
            ),
            "channel.approver.limit": cls.env["channel.approver.limit"].create(
                {**owned, "user_id": finance.id, "amount": 7.77}
            ),
        }
