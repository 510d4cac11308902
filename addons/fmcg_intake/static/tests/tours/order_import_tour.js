import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** Paste lines for the shop, and have them checked. */
const check = (text) => [
    {
        content: "the button above the list of orders",
        trigger: ".o_control_panel button:contains('Import an Order')",
        run: "click",
    },
    {
        trigger: ".modal .o_field_widget[name='agreement_id'] input",
        run: "edit Lake Corner Shop",
    },
    {
        trigger: "ul.ui-autocomplete a:contains('Lake Corner Shop')",
        run: "click",
    },
    {
        content: "lines as they came",
        trigger: ".modal .o_field_widget[name='text'] textarea",
        async run({ edit }) {
            await edit(text);
        },
    },
    { trigger: ".modal button[name='action_check']", run: "click" },
];

tours.add("fmcg_intake_import", {
    steps: () => [
        ...check("TEST-TEA-01 x 5\nsomething unknown"),
        {
            content: "what was not understood comes first",
            trigger: ".modal tr.o_data_row:first:contains('something unknown')",
        },
        {
            content: "nothing can be made of it yet",
            trigger: ".modal footer:not(:has(button[name='action_import']))",
        },
        { trigger: ".modal button[name='action_leave_out']", run: "click" },
        { trigger: ".modal button[name='action_import']", run: "click" },
        {
            content: "the draft has the line that was understood",
            trigger: ".o_form_view .o_field_widget[name='order_line'] tr:contains('Lemon tea')",
        },
    ],
});

/** A row that was not understood is mended where it stands. */
const ROW = ".modal tr.o_data_row:contains('something unknown')";

tours.add("fmcg_intake_mend", {
    steps: () => [
        ...check("TEST-TEA-01 x 5\nsomething unknown 3"),
        { trigger: `${ROW} td[name='product_id']`, run: "click" },
        {
            content: "the product is looked for as everywhere",
            trigger: `${ROW} td[name='product_id'] input`,
            run: "edit Test spring",
        },
        { trigger: "ul.ui-autocomplete a:contains('Test spring water')", run: "click" },
        {
            content: "what was said as its quantity is there",
            trigger: `${ROW} td[name='quantity']:has(input:value(3)), ${ROW} td[name='quantity']:contains('3')`,
        },
        { trigger: `${ROW} td[name='quantity']`, run: "click" },
        { trigger: `${ROW} td[name='quantity'] input`, run: "edit 4 && press Enter" },
        {
            content: "nothing is left to be mended",
            trigger: ".modal footer button[name='action_import']",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_field_widget[name='order_line'] tr:contains('Test spring water')",
        },
    ],
});
