import * as hoot from "@odoo/hoot-dom";
import { registry } from "@web/core/registry";

/*
 * The desk of purchasing by keyboard only: no step clicks, and each types where the focus is.
 */
const tours = registry.category("web_tour.tours");

const SEARCH = ".o_desk_search_input";
const CELL = ".o_desk_quantity";

const type = (text) => async () => {
    await hoot.edit(text);
};
const press = (...keys) => async () => {
    await hoot.press(keys);
};
/** As somebody who comes there with the tab key. */
const enterOn = (selector) => async () => {
    document.querySelector(selector).focus();
    await hoot.press("Enter");
};
const isIn = (column, name) =>
    `.o_desk_table tr:contains('${name}') ${CELL}[name='${column}']:focus`;

tours.add("fmcg_purchase_desk", {
    steps: () => [
        {
            content: "the only supplier is open at once; own stock is filled up",
            trigger: `.o_purchase_desk ${SEARCH}:focus`,
            run: enterOn(".o_desk_suggest"),
        },
        {
            content: "own stock and how long it lasts stand in the row",
            trigger: ".o_desk_table tr:contains('Juice') .o_desk_cover:contains('6')",
        },
        {
            trigger: ".o_desk_table tr:contains('Juice') .o_desk_stock:contains('6')",
            run() {
                const { value } = document.querySelector(CELL);
                if (value !== "8") {
                    throw new Error(`suggested: ${value}`);
                }
            },
        },
        { content: "how many were filled in", trigger: ".o_desk_filled:contains('1')" },
        { trigger: `${SEARCH}:focus`, run: type("DESK-COLA") },
        {
            trigger: ".o_desk_found [role='option'][aria-selected='true']:contains('DESK-COLA')",
            run: press("Enter"),
        },
        { trigger: isIn("cases", "DESK-COLA"), run: type("2") },
        { trigger: isIn("cases", "DESK-COLA"), run: press("ArrowRight") },
        { trigger: isIn("pieces", "DESK-COLA"), run: type("5") },
        { trigger: isIn("pieces", "DESK-COLA"), run: press("Control", "Enter") },
        { content: "a draft is saved", trigger: ".o_desk_saved b" },
        { trigger: isIn("pieces", "DESK-COLA"), run: press("Shift", "Tab") },
        { trigger: isIn("cases", "DESK-COLA"), run: type("3") },
        {
            content: "must-stock gaps are added from beside the grid",
            trigger: ".o_desk_gaps .o_desk_add_gaps",
            run: enterOn(".o_desk_add_gaps"),
        },
        {
            content: "marked as what they are, and taken off again",
            trigger: ".o_desk_table tr:contains('Must have'):has(.o_desk_must)",
            async run() {
                document.querySelector(`.o_desk_table tbody tr:last-child ${CELL}`).focus();
                await hoot.press(["Control", "d"]);
            },
        },
        { trigger: ".o_desk_table tbody:not(:contains('Must have'))" },
        {
            content: "prices are there",
            trigger: ".o_desk_totals[aria-busy='false'] .o_desk_total:contains('166')",
        },
        { trigger: `${CELL}:focus`, run: press("Control", "Shift", "Enter") },
        {
            content: "handed in: the supplier's number is told",
            trigger: ".o_desk_done .o_desk_supplier_name:not(:empty)",
        },
        {
            content: "nothing happens a second time, and Enter opens the purchase",
            trigger: ".o_desk_done .o_desk_another:focus",
            run: press("Enter"),
        },
        {
            content: "with the eight steps of the supplier's order",
            trigger: ".o_form_view .o_channel_progress .o_channel_step_current",
        },
    ],
});

tours.add("fmcg_purchase_desk_held", {
    steps: () => [
        { trigger: `.o_purchase_desk ${SEARCH}:focus`, run: type("DESK-JUICE") },
        {
            trigger: ".o_desk_found [role='option'][aria-selected='true']:contains('DESK-JUICE')",
            run: press("Enter"),
        },
        { trigger: isIn("pieces", "DESK-JUICE"), run: type("5") },
        {
            content: "what would hold it is said before",
            trigger: ".o_desk_reason[data-code='below_minimum']",
            run: press("Control", "Shift", "Enter"),
        },
        { trigger: ".o_desk_confirming", run: press("Control", "Shift", "Enter") },
        {
            content: "handed in all the same it waits, and says for what",
            trigger: ".o_desk_done.alert-warning li",
        },
    ],
});

tours.add("fmcg_purchase_desk_several", {
    steps: () => [
        {
            content: "the first question waits for the keyboard",
            trigger: "#o_desk_customer_search:focus",
            run: type("North"),
        },
        {
            trigger: ".o_desk_customer [role='option'][aria-selected='true']:contains('North')",
            run: press("Enter"),
        },
        { content: "the search waits", trigger: `${SEARCH}:focus` },
    ],
});
