def migrate(cr, version):
    """Orders that were cancelled before tell it by what their chatter has kept."""
    cr.execute(
        """
        UPDATE sale_order
           SET cancelled_date = kept.date, cancelled_by_id = kept.create_uid
          FROM (SELECT DISTINCT ON (message.res_id)
                       message.res_id, message.date, message.create_uid
                  FROM mail_tracking_value AS value
                  JOIN mail_message AS message ON message.id = value.mail_message_id
                  JOIN ir_model_fields AS field ON field.id = value.field_id
                  JOIN sale_order ON sale_order.id = message.res_id
                 WHERE message.model = 'sale.order'
                   AND field.model = 'sale.order'
                   AND field.name = 'state'
                   AND sale_order.state = 'cancel'
                 ORDER BY message.res_id, message.date DESC, message.id DESC
               ) AS kept
         WHERE sale_order.id = kept.res_id
           AND sale_order.cancelled_date IS NULL
        """
    )
