"""The people of the story: each role has somebody who can log in."""

from .book import table

PASSWORD = "demo"
LANGUAGES = {"zh_CN": "中文", "en_US": "English"}
ROLE_OF = {"purchaser": "fmcg_purchase.role_purchaser"}
PORTAL_ROLES = ("portal_buyer", "portal_seller")


def tell(book):
    book.keep("user", "admin", book.env.ref("base.user_admin"))
    encrypted = book.env["res.users"]._crypt_context().hash(PASSWORD)
    for row in table("users"):
        if row["node"]:
            user = book.keep("user", row["login"], find_or_create(book, row))
            # encrypting takes long on purpose: once is enough for one password
            user._set_encrypted_password(user.id, encrypted)


def find_or_create(book, row):
    """Administrators came with their enterprise; everybody else joins now."""
    if row["role"] == "enterprise_admin":
        return book.env["res.users"].search([("login", "=", row["login"])])
    role = role_of(book.env, row)
    values = {"lang": row["lang"], "tz": "Asia/Shanghai"}
    if row["role"] in PORTAL_ROLES:
        return create_portal_user(book, row, role, values)
    return book.env["res.users"]._create_channel_staff(
        book.company(row["node"]),
        row["name"],
        row["login"],
        role,
        email=email_of(row["login"]),
        **values,
    )


def role_of(env, row):
    return env.ref(ROLE_OF.get(row["role"], f"fmcg_channel.role_{row['role']}"))


def create_portal_user(book, row, role, values):
    contact = book.env["res.partner"].create(
        {
            "name": row["name"],
            "parent_id": book.node(row["node"]).partner_id.id,
            "type": "contact",
            "email": email_of(row["login"]),
            "lang": row["lang"],
        }
    )
    return book.env["res.users"]._create_channel_portal_user(
        contact, row["login"], role, **values
    )


def email_of(login):
    return f"{login}@example.com"


def of_node(node, role):
    """Rows of the people who have ``role`` at ``node``."""
    return [row for row in table("users") if (row["node"], row["role"]) == (node, role)]


def logins(env):
    return [
        {
            "role": role_of(env, row).name,
            "name": row["name"] or env.ref("base.user_admin").name,
            "login": row["login"],
            "password": password_of(row),
            "lang": row["lang"],
            "hint": f"{row['hint']} ({LANGUAGES[row['lang']]})",
        }
        for row in table("users")
    ]


def password_of(row):
    """The administrator of the database keeps the password that Odoo gave."""
    return PASSWORD if row["node"] else "admin"
