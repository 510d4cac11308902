"""Which methods of an add-on's models a client may call by name."""

# Overridden everywhere, with core's own checks
CORE = {"copy_data", "create", "onchange", "unlink", "write"}


def find_public_methods(registry, addon):
    """Public methods that ``addon`` adds, those aside that override somebody else's.

    :return: dict from model to a set of names
    """
    package = f"odoo.addons.{addon}."
    found = {}
    for name, model in registry.items():
        own = _get_methods(
            cls for cls in model.mro() if cls.__module__.startswith(package)
        )
        others = _get_methods(
            cls
            for cls in model.mro()
            if cls.__module__.startswith("odoo.addons.")
            and not cls.__module__.startswith(package)
        )
        if added := own - others - CORE:
            found[name] = added
    return found


def _get_methods(classes):
    return {
        method
        for cls in classes
        for method, value in vars(cls).items()
        if callable(value) and not method.startswith("_")
    }
