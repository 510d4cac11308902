def migrate(cr, version):
    """Gifts were counted again whatever their promotion said, and still are."""
    cr.execute(
        "UPDATE channel_promotion SET return_rule = 'reconsider' WHERE kind = 'gift'"
    )
