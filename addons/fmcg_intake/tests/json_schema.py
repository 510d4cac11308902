"""As much of JSON Schema as the OpenAPI page uses."""

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
KNOWN = {
    "type",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "enum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "description",
    "default",
    "$ref",
}


def faults(value, schema, schemas, path="$"):
    """What is wrong with ``value``.

    :param schemas: those that references name
    :rtype: list of texts
    """
    if unknown := schema.keys() - KNOWN:
        return [f"{path}: {unknown} cannot be checked"]
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/components/schemas/")
        return faults(value, schemas[name], schemas, path)
    if not _has_type(value, schema["type"]):
        return [f"{path}: {value!r} is no {schema['type']}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{path}: {value!r} is none of {schema['enum']}")
    if isinstance(value, (str, list)):
        kind = "Length" if isinstance(value, str) else "Items"
        least, most = schema.get(f"min{kind}", 0), schema.get(f"max{kind}", len(value))
        if not least <= len(value) <= most:
            found.append(f"{path}: length {len(value)}")
    if isinstance(value, list):
        for index, item in enumerate(value):
            found += faults(item, schema["items"], schemas, f"{path}[{index}]")
    if isinstance(value, dict):
        found += _object_faults(value, schema, schemas, path)
    return found


def _has_type(value, types):
    types = [types] if isinstance(types, str) else types
    if isinstance(value, bool):
        return "boolean" in types
    return any(isinstance(value, TYPES[name]) for name in types)


def _object_faults(value, schema, schemas, path):
    found = [f"{path}: no {name}" for name in schema.get("required", ()) if name not in value]
    properties = schema.get("properties", {})
    for name, item in value.items():
        if name in properties:
            found += faults(item, properties[name], schemas, f"{path}.{name}")
        elif schema.get("additionalProperties") is False:
            found.append(f"{path}: {name} is not described")
    return found
