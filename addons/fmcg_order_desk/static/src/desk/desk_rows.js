import { parseQuantity, showQuantity } from "./desk_quantity";

export const COLUMNS = ["cases", "pieces"];

/** What of a row the browser does not keep over a reload: a quote says it again. */
const QUOTED = ["id", "amount", "quoted", "marks"];

/**
 * A row of the grid.
 *
 * @param {number} id the browser's own
 * @param {Object} goods a row of the server
 */
export function makeRow(id, goods) {
    const { quantities = {}, ...facts } = goods;
    return {
        ...facts,
        id,
        cases: facts.case ? showQuantity(quantities[facts.case.id]) : "",
        pieces: showQuantity(quantities[facts.piece.id]),
        amount: 0,
        quoted: {},
        marks: [],
    };
}

export function restoreRow(id, kept) {
    return { ...kept, id, amount: 0, quoted: {}, marks: [] };
}

export function keepRow(row) {
    return Object.fromEntries(Object.entries(row).filter(([name]) => !QUOTED.includes(name)));
}

/** The unit of a column; undefined where the product does not come in it. */
export function unitOf(row, column) {
    return (column === "cases" ? row.case : row.piece) || undefined;
}

export function firstColumn(row) {
    return row.case ? "cases" : "pieces";
}

/** The number in a cell; null for what is none. */
export function quantityOf(row, column) {
    const unit = unitOf(row, column);
    return unit ? parseQuantity(row[column], unit.digits) : 0;
}

export function isUnreadable(row) {
    return COLUMNS.some((column) => quantityOf(row, column) === null);
}

export function isEmpty(row) {
    return COLUMNS.every((column) => quantityOf(row, column) === 0);
}

/** What the server is told of a row; cells that are no number count as empty. */
export function toRequest(row) {
    const quantities = {};
    for (const column of COLUMNS) {
        const unit = unitOf(row, column);
        if (unit) {
            quantities[unit.id] = quantityOf(row, column) || 0;
        }
    }
    return { id: row.id, product_id: row.product_id, quantities };
}

/** Take over what the server said, and touch only what is different: a row that stays
 * as it is is not drawn again. */
export function applyQuote(row, { amount = 0, units = {}, marks = [] } = {}) {
    if (row.amount !== amount) {
        row.amount = amount;
    }
    if (JSON.stringify(row.quoted) !== JSON.stringify(units)) {
        row.quoted = units;
    }
    if (JSON.stringify(row.marks) !== JSON.stringify(marks)) {
        row.marks = marks;
    }
}

/** Prices to show: of the units that are ordered, else of the first one. */
export function pricesOf(row) {
    const ordered = COLUMNS.filter((column) => unitOf(row, column) && quantityOf(row, column));
    return (ordered.length ? ordered : [firstColumn(row)]).map((column) => {
        const unit = unitOf(row, column);
        const quoted = row.quoted[unit.id] || {
            price: unit.price,
            price_text: unit.price_text,
            before: false,
        };
        return { unit: unit.name, ...quoted };
    });
}
