from collections import Counter

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestModels(TransactionCase):
    """What Odoo warns of in models: nobody can search them, or tell two fields apart."""

    def our_models(self):
        return [
            model
            for model in self.env.values()
            if (model._original_module or "").startswith("fmcg") and not model._abstract
        ]

    def test_stored_models_are_found_by_a_name(self):
        stored = [model for model in self.our_models() if not model._transient]
        self.assertGreater(len(stored), 30)
        nameless = [
            model._name
            for model in stored
            if not (model._rec_name or model._rec_names_search)
        ]
        self.assertFalse(nameless)
        for model in stored:
            with self.subTest(model._name):
                model.search([("display_name", "ilike", "a name")], limit=1)

    def test_no_two_fields_of_a_model_have_the_same_label(self):
        for model in self.our_models():
            labels = Counter(field.string for field in model._fields.values())
            double = [label for label, count in labels.items() if count > 1]
            self.assertFalse(double, model._name)
