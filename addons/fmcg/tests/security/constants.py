"""What the security tests know each other by."""

PASSWORD = "a-Secret-1"
PICTURE = (  # the smallest PNG there is
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    b"AABJRU5ErkJggg=="
)
SECRET = "subject-secret"  # stands in every text that a stranger must not read
