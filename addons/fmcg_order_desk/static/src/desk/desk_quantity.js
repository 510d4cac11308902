/**
 * The number that somebody typed: null for what is none, 0 for nothing. Full-width digits
 * of a Chinese keyboard count as digits.
 *
 * @param {string} text
 * @param {number} digits how many decimals the unit allows
 */
export function parseQuantity(text, digits = 0) {
    const plain = text.normalize("NFKC").trim().replace(",", ".");
    if (plain === "") {
        return 0;
    }
    if (!/^\d{1,6}(\.\d{1,3})?$/.test(plain)) {
        return null;
    }
    const decimals = plain.split(".")[1] || "";
    return decimals.replace(/0+$/, "").length > digits ? null : Number(plain);
}

/** A quantity of the server as somebody would type it; nothing for zero. */
export function showQuantity(number) {
    return number ? String(number) : "";
}

/** What of a text is no quantity but the beginning of a word; empty for a quantity. */
export function lettersOf(text) {
    const rest = text.normalize("NFKC").replace(/^[\d.,\s]*/, "");
    return /^\p{L}/u.test(rest) ? rest : "";
}
