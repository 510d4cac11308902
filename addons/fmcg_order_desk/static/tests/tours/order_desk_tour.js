import * as hoot from "@odoo/hoot-dom";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { DeskRow } from "@fmcg_order_desk/desk/desk_row";

/*
 * The desk by keyboard only: no step clicks, and each types where the focus is.
 */
const tours = registry.category("web_tour.tours");

const SEARCH = ".o_desk_search_input";
const CELL = ".o_desk_quantity";
// Milliseconds, the most that a step may take: few rows are typed in one, so that it is
// enough on a machine that does other things, too
const PATIENCE = 60000;
const ROWS_A_STEP = 5;

const type = (text) => async () => {
    await hoot.edit(text);
};
const press = (...keys) => async () => {
    await hoot.press(keys);
};
const rowOf = (name) => `.o_desk_table tr:contains('${name}')`;
const isIn = (column, name) =>
    `${rowOf(name)} ${CELL}[name='${column}']:focus`;

/** Wait for the page as long as it takes; a step's trigger does so between steps. */
async function until(holds) {
    for (let turn = 0; turn < 3000; turn++) {
        if (holds()) {
            return;
        }
        await new Promise((resolve) => browser.setTimeout(resolve, 5));
    }
    throw new Error(`not within 15 seconds: ${holds}`);
}

const painted = () =>
    new Promise((resolve) =>
        browser.requestAnimationFrame(() => browser.setTimeout(resolve, 0))
    );

const chooseCustomer = () => [
    {
        content: "the first question waits for the keyboard",
        trigger: "#o_desk_customer_search:focus",
        run: type("Lake Corner"),
    },
    {
        content: "the customer is found",
        trigger: ".o_desk_customer [role='option'][aria-selected='true']:contains('Lake Corner Shop')",
        run: press("Enter"),
    },
    { content: "the search waits", trigger: `${SEARCH}:focus` },
];

const takeGoods = (code) => ({
    trigger: `${SEARCH}:focus`,
    async run() {
        await hoot.edit(code);
        await hoot.press("Enter");
    },
});

tours.add("fmcg_order_desk", {
    steps: () => [
        ...chooseCustomer(),
        // by pinyin initials, with the list
        { trigger: `${SEARCH}:focus`, run: type("nmhc") },
        {
            content: "one product has these initials",
            trigger: ".o_desk_found [role='option'][aria-selected='true']:contains('DESK-TEA')",
            run: press("Enter"),
        },
        {
            content: "its cases come first",
            trigger: ".o_desk_table [data-row='1'] .o_desk_quantity[name='cases']:focus",
            run: type("2"),
        },
        { trigger: `${CELL}[name='cases']:focus`, run: press("ArrowRight") },
        { trigger: `${CELL}[name='pieces']:focus`, run: type("３") },
        {
            content: "full-width digits are digits; Enter goes on to the search",
            trigger: `${CELL}[name='pieces']:focus`,
            run: press("Enter"),
        },
        // by code, faster than the server answers
        takeGoods("DESK-WATER"),
        { trigger: isIn("pieces", "DESK-WATER"), run: type("1.5") },
        {
            content: "what is no number of pieces is marked",
            trigger: `${CELL}.is-invalid[aria-invalid='true']:focus`,
            run: press("Control", "Enter"),
        },
        { content: "and not sent", trigger: ".o_desk_error", run: press("Escape") },
        {
            content: "Escape gives back what was there",
            trigger: `${CELL}:focus:not(.is-invalid)`,
            run: type("10"),
        },
        { trigger: isIn("pieces", "DESK-WATER"), run: press("ArrowUp") },
        { trigger: isIn("pieces", "DESK-TEA"), run: press("ArrowDown") },
        { trigger: isIn("pieces", "DESK-WATER"), run: press("Control", "Enter") },
        { content: "a draft is saved", trigger: ".o_desk_saved b" },
        // scanned: one more of the unit that has the barcode
        { trigger: isIn("pieces", "DESK-WATER"), run: press("F2") },
        {
            trigger: `${SEARCH}:focus`,
            async run() {
                await hoot.edit("16901234567891");
                await hoot.press("Enter");
            },
        },
        {
            content: "a third case, and the next one can be scanned",
            trigger: `.o_order_desk:has(${SEARCH}:focus):has(.o_desk_total:contains('165'))`,
            run: press("ArrowDown"),
        },
        { trigger: isIn("cases", "DESK-TEA"), run: press("Tab") },
        // must-stock gaps
        {
            content: "gaps are added from beside the grid",
            trigger: ".o_desk_gaps .o_desk_add_gaps",
            async run() {
                document.querySelector(".o_desk_add_gaps").focus();
                await hoot.press("Enter");
            },
        },
        {
            content: "and taken off again",
            trigger: `.o_desk_table tr:contains('Must have') ${CELL}`,
            async run() {
                document
                    .querySelector(`.o_desk_table tbody tr:last-child ${CELL}`)
                    .focus();
                await hoot.press(["Control", "d"]);
            },
        },
        {
            content: "the grid has two rows, and what would hold the order is said",
            trigger: ".o_desk_table tbody:not(:contains('Must have'))",
        },
        { trigger: `${CELL}:focus`, run: press("Control", "Shift", "Enter") },
        { content: "submitted", trigger: ".o_desk_done" },
        { trigger: ".o_desk_done", run: press("Control", "Shift", "Enter") },
        {
            content: "nothing happens a second time, and Enter goes to the next customer",
            trigger: ".o_desk_done .o_desk_another:focus",
            run: press("Enter"),
        },
        {
            trigger: "#o_desk_customer_search:focus",
        },
    ],
});

/** Enter and letters go where the next thing is typed, and what an order says besides. */
tours.add("fmcg_order_desk_next", {
    steps: () => [
        ...chooseCustomer(),
        takeGoods("DESK-TEA"),
        {
            trigger: isIn("cases", "DESK-TEA"),
            async run() {
                await hoot.edit("2");
                await hoot.press("Enter");
            },
        },
        {
            content: "who has given cases is not asked for pieces",
            ...takeGoods("DESK-WATER"),
        },
        {
            trigger: isIn("pieces", "DESK-WATER"),
            async run() {
                await hoot.edit("7");
                await hoot.press("ArrowUp");
            },
        },
        {
            content: "an empty cell of cases leads to pieces, given ones to the next row",
            trigger: isIn("pieces", "DESK-TEA"),
            async run() {
                await hoot.press("ArrowLeft");
                await hoot.press("Enter");
            },
        },
        { trigger: isIn("pieces", "DESK-WATER"), run: press("d") },
        {
            content: "a letter is the beginning of the next product",
            trigger: `${SEARCH}:focus`,
            async run() {
                await until(() => document.querySelector(SEARCH).value === "d");
                const cell = document.querySelector(
                    `${CELL}[name='pieces'][aria-label*='Water']`
                );
                if (cell.value !== "7") {
                    throw new Error(`the quantity became ${cell.value}`);
                }
                await hoot.press("Escape");
                document.querySelector("#o_desk_reference").focus();
                await hoot.edit("PO-77");
                document.querySelector("#o_desk_note").focus();
                await hoot.edit("Ring twice");
                const day = document.querySelector("#o_desk_day");
                day.value = day.min;
                day.dispatchEvent(new InputEvent("input", { bubbles: true }));
                document.querySelector(SEARCH).focus();
                await hoot.press(["Control", "Shift", "Enter"]);
            },
        },
        {
            content: "the order stands among the last ones as soon as it is submitted",
            trigger: ".o_desk_done b",
            async run() {
                const { textContent: name } = document.querySelector(".o_desk_done b");
                await until(() =>
                    document.querySelector(".o_desk_last")?.textContent.includes(name)
                );
            },
        },
        {
            content: "the page is loaded again",
            trigger: ".o_desk_last",
            run() {
                browser.location.reload();
            },
            expectUnloadPage: true,
        },
        {
            content: "opened anew it asks who orders",
            trigger: "#o_desk_customer_search:focus",
        },
    ],
});

tours.add("fmcg_order_desk_anew", {
    steps: () => [
        ...chooseCustomer(),
        takeGoods("DESK-WATER"),
        {
            trigger: isIn("pieces", "DESK-WATER"),
            async run() {
                await hoot.edit("7");
                await hoot.press(["Control", "Enter"]);
            },
        },
        {
            content: "the draft is looked at",
            trigger: ".o_desk_saved button",
            run: "click",
        },
        {
            content: "coming back, the rows are there",
            trigger: ".o_breadcrumb li.breadcrumb-item a",
            run: "click",
        },
        {
            trigger: `.o_desk_table [data-row='1'] ${CELL}`,
            run: "click",
        },
        {
            content: "from the menu it begins anew",
            trigger: "[data-menu-xmlid='fmcg_order.menu_orders']",
            run: "click",
        },
        {
            trigger: "[data-menu-xmlid='fmcg_order_desk.menu_order_desk']",
            run: "click",
        },
        { trigger: "#o_desk_customer_search:focus" },
    ],
});

tours.add("fmcg_order_desk_fault", {
    steps: () => [
        ...chooseCustomer(),
        takeGoods("DESK-WATER"),
        {
            trigger: isIn("pieces", "DESK-WATER"),
            async run() {
                await hoot.edit("7");
                await hoot.press(["Control", "Enter"]);
            },
        },
        {
            content: "people are told what to do, not what the program stumbled over",
            trigger: ".o_desk_error:contains('The server has failed'):not(:contains('X-17'))",
        },
    ],
});

tours.add("fmcg_order_desk_offline", {
    steps: () => [
        ...chooseCustomer(),
        takeGoods("DESK-WATER"),
        {
            content: "the connection is lost",
            trigger: isIn("pieces", "DESK-WATER"),
            async run() {
                const { open } = XMLHttpRequest.prototype;
                window.o_desk_open = open;
                XMLHttpRequest.prototype.open = function (method, url, ...rest) {
                    const isDesk = url.includes("channel.order.desk");
                    return open.call(this, method, isDesk ? "http://127.0.0.1:1/" : url, ...rest);
                };
                await hoot.edit("7");
                await hoot.press(["Control", "Enter"]);
            },
        },
        {
            content: "it is said, and nothing is lost",
            trigger: `.o_order_desk:has(.o_desk_error):has(.o_desk_retry) ${CELL}:focus`,
            async run() {
                XMLHttpRequest.prototype.open = window.o_desk_open;
                await hoot.press(["Control", "Enter"]);
            },
        },
        {
            content: "the second try makes the order",
            trigger: ".o_order_desk:not(:has(.o_desk_error)) .o_desk_saved b",
            run() {
                browser.location.reload();
            },
            expectUnloadPage: true,
        },
        {
            content: "what was typed is there after a reload",
            trigger: ".o_desk_table [data-row='1'] .o_desk_quantity[name='pieces']",
            run() {
                const values = [...document.querySelectorAll(CELL)].map((one) => one.value);
                if (values.join(" ") !== "7") {
                    throw new Error(`after the reload: ${values}`);
                }
            },
        },
        {
            content: "and it is the same order",
            trigger: `.o_order_desk ${SEARCH}:focus`,
            run: press("Control", "Enter"),
        },
        {
            trigger: ".o_desk_saved b",
        },
    ],
});

/** Two hundred rows are typed, each found by its code; then one of them is changed. */
tours.add("fmcg_order_desk_200", {
    steps: () => [
        ...chooseCustomer(),
        ...Array.from({ length: 200 / ROWS_A_STEP }, (_, step) => step * ROWS_A_STEP).map((first) => ({
            content: `rows from ${first} on`,
            trigger: `${SEARCH}:focus`,
            timeout: PATIENCE,
            async run() {
                const start = performance.now();
                for (let number = first; number < first + ROWS_A_STEP; number++) {
                    await typeRow(number);
                }
                report(`rows ${first} to ${first + ROWS_A_STEP - 1} typed`, performance.now() - start);
            },
        })),
        {
            content: "all of them have their prices",
            trigger: ".o_desk_totals[aria-busy='false'] .o_desk_total",
            timeout: PATIENCE,
            async run() {
                await measureTyping();
                await measureQuote();
            },
        },
        {
            trigger: ".o_desk_totals[aria-busy='false']",
            timeout: PATIENCE,
            async run() {
                const start = performance.now();
                await hoot.press(["Control", "Enter"]);
                await until(() => document.querySelector(".o_desk_saved"));
                report("200 rows saved", performance.now() - start);
            },
        },
    ],
});

tours.add("fmcg_order_desk_paste", {
    steps: () => [
        ...chooseCustomer(),
        {
            trigger: `${SEARCH}:focus`,
            timeout: PATIENCE,
            async run() {
                const lines = Array.from(
                    { length: 200 },
                    (_, number) => `${codeOf(number)}\t${number + 1}`
                );
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/plain", lines.join("\n"));
                const start = performance.now();
                document.activeElement.dispatchEvent(
                    new ClipboardEvent("paste", {
                        clipboardData,
                        bubbles: true,
                        cancelable: true,
                    })
                );
                await until(() => document.querySelectorAll("tr[data-row]").length === 200);
                report("200 lines pasted", performance.now() - start);
                await until(() => isQuoted());
                report("200 lines pasted and priced", performance.now() - start);
                await measureTyping();
                await hoot.press(["Control", "Enter"]);
            },
        },
        { trigger: ".o_desk_saved b", timeout: PATIENCE },
    ],
});

const codeOf = (number) => `GOODS-${String(number).padStart(3, "0")}`;

const isQuoted = () =>
    document.querySelector(".o_desk_totals[aria-busy='false']") !== null;

async function typeRow(number) {
    await hoot.edit(codeOf(number));
    await hoot.press("Enter");
    await until(() => document.activeElement.matches(`tr:last-child ${CELL}`));
    await hoot.edit(String((number % 9) + 1));
    await hoot.press("Enter");
    if (document.activeElement.matches(CELL)) {
        await hoot.press("Enter");
    }
    await until(() => document.activeElement.matches(SEARCH));
}

/** From the keys of a quantity to what is painted; only its own row is drawn for it. */
async function measureTyping() {
    const cells = [...document.querySelectorAll(CELL)];
    cells[100].focus();
    const drawn = new Set();
    const unpatch = patch(DeskRow.prototype, {
        get prices() {
            drawn.add(this.row.id);
            return super.prices;
        },
    });
    const times = [];
    for (let turn = 0; turn < 10; turn++) {
        const start = performance.now();
        await hoot.edit(String(10 + turn));
        await painted();
        times.push(performance.now() - start);
    }
    unpatch();
    if (drawn.size !== 1) {
        throw new Error(`one cell was changed, and ${drawn.size} rows were drawn`);
    }
    times.sort((one, other) => one - other);
    report("a cell of 200 rows changed and painted, median", times[5]);
    report("a cell of 200 rows changed and painted, worst", times.at(-1));
}

async function measureQuote() {
    const start = performance.now();
    await until(() => isQuoted());
    report("prices of 200 rows after the last key", performance.now() - start);
}

function report(what, milliseconds) {
    console.log(`ORDER DESK: ${what}: ${Math.round(milliseconds)} ms`);
}
