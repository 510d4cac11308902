from odoo.tests import tagged

from .common import ChannelCase


@tagged("post_install", "-at_install")
class TestAgreementLookup(ChannelCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shops = cls.env["channel.node"].create(
            [
                {
                    "name": f"Shop {number}",
                    "tier_id": cls.tier("retail").id,
                    "parent_id": cls.brand.id,
                }
                for number in range(50)
            ]
        )
        cls.shop = cls.shops[0]

    def find(self, nodes):
        return self.env["channel.agreement"]._find_for_pairs(
            [(node.id, self.company.id) for node in nodes]
        )

    def find_one(self):
        return self.find(self.shop)[self.shop.id, self.company.id]

    def test_a_pair_without_agreement_gives_an_empty_record(self):
        self.assertEqual(self.find_one(), self.env["channel.agreement"])

    def test_the_open_agreement_is_found(self):
        agreement = self.create_agreement(self.company, self.shop)
        self.assertEqual(self.find_one(), agreement)

    def test_a_suspended_agreement_is_found(self):
        agreement = self.create_agreement(self.company, self.shop, "suspended")
        self.assertEqual(self.find_one(), agreement)

    def test_an_open_agreement_is_preferred_to_a_closed_one(self):
        agreement = self.create_agreement(self.company, self.shop, "draft")
        # the closed one is the newer record
        closed = agreement.copy({"state": "closed"})
        self.assertGreater(closed.id, agreement.id)
        self.assertEqual(self.find_one(), agreement)

    def test_among_closed_agreements_the_newest_is_found(self):
        self.create_agreement(self.company, self.shop, "closed")
        newest = self.create_agreement(self.company, self.shop, "closed")
        self.assertEqual(self.find_one(), newest)

    def test_an_agreement_of_another_seller_is_not_found(self):
        other = self.env["res.company"].create({"name": "Other"})
        other._ensure_channel_node()
        self.create_agreement(other, self.shop)
        self.assertFalse(self.find_one())

    def test_pairs_are_not_mixed_up(self):
        other = self.env["res.company"].create({"name": "Other"})
        other._ensure_channel_node()
        mine = self.create_agreement(self.company, self.shop)
        self.create_agreement(other, self.shop)
        theirs = self.create_agreement(other, self.shops[1])
        pairs = {
            (self.shop.id, self.company.id): mine,
            (self.shops[1].id, other.id): theirs,
        }
        self.assertEqual(self.env["channel.agreement"]._find_for_pairs(pairs), pairs)

    def test_no_pair_gives_no_answer(self):
        self.assertEqual(self.env["channel.agreement"]._find_for_pairs([]), {})

    def test_a_node_knows_its_agreement_with_a_seller(self):
        agreement = self.create_agreement(self.company, self.shop)
        self.assertEqual(self.shop._get_seller_agreement(self.company), agreement)

    def count_queries(self, nodes):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.find(nodes)
        return self.cr.sql_log_count - before

    def test_fifty_pairs_cost_as_many_queries_as_two(self):
        for shop in self.shops:
            self.create_agreement(self.company, shop, "draft")
        self.find(self.shops)
        self.assertEqual(
            self.count_queries(self.shops), self.count_queries(self.shops[:2])
        )
