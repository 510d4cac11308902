"""Which methods of an add-on's models a client may call by name."""

# Overridden everywhere, with core's own checks
CORE = {"copy_data", "create", "default_get", "onchange", "unlink", "write"}


def find_public_methods(registry, addon):
    """Public methods that ``addon`` adds, those aside that override somebody else's.

    Those that a later add-on overrides in turn are among them.

    :return: dict from model to a set of names
    """
    package = f"odoo.addons.{addon}."
    found = {}
    for name, model in registry.items():
        classes = [c for c in model.mro() if c.__module__.startswith("odoo.addons.")]
        places = [i for i, c in enumerate(classes) if c.__module__.startswith(package)]
        if not places:
            continue
        added = set()
        for place in places:
            added |= _get_methods(classes[place : place + 1]) - _get_methods(
                classes[place + 1 :]
            )
        if added - CORE:
            found[name] = added - CORE
    return found


def _get_methods(classes):
    return {
        method
        for cls in classes
        for method, value in vars(cls).items()
        if callable(value) and not method.startswith("_")
    }
