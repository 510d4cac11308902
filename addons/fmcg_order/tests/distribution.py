class WithoutDistribution:
    """Mixin of test cases that count queries of lines.

    Core searches twice a line for models of cost distribution. The optional add-on
    ``fmcg_core_speed`` spares that; what these tests count is the same without it.
    """

    def setUp(self):
        super().setUp()
        Model = self.env.registry["account.analytic.distribution.model"]
        self.patch(Model, "_get_applicable_models", lambda model, _vals: model.browse())
