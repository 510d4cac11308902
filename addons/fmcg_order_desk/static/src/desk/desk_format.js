import { formatCurrency } from "@web/core/currency";
import { deserializeDate, formatDate } from "@web/core/l10n/dates";
import { formatFloat } from "@web/core/utils/numbers";

/** How the desk writes numbers and days; mixed into its components. */
export const deskFormat = {
    money(amount, customer) {
        return formatCurrency(amount, customer.currency_id);
    },
    number(quantity) {
        return formatFloat(quantity, { digits: [false, 2], trailingZeros: false });
    },
    day(iso) {
        return formatDate(deserializeDate(iso));
    },
};
