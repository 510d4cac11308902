def migrate(cr, version):
    """件 is a case to most of the trade: packagings of pieces without a name of their
    own were called 箱（24 件）."""
    cr.execute(
        """
        UPDATE uom_uom
           SET name = jsonb_set(
                   name, '{zh_CN}', to_jsonb(replace(name->>'zh_CN', ' 件）', ' 个）'))
               )
         WHERE name->>'zh_CN' ~ '^(箱|包)（[0-9]+ 件）$'
        """
    )
