import { registry } from "@web/core/registry";

/*
 * The way of an order, one tour for each role. A test opens the right record and walks
 * them one after another (tests/test_order_way.py).
 */
const tours = registry.category("web_tour.tours");

const CUSTOMERS = ["Lake Corner Shop", "Lake Wholesale"];

const stepIs = (code, state) => ({
    content: `step ${code} is ${state}`,
    trigger: `.o_channel_step_${state}[data-step='${code}']`,
});

function addLine(product, quantity, row) {
    return [
        {
            content: `add ${product}`,
            trigger: ".o_field_x2many_list_row_add a:first",
            run: "click",
        },
        { content: "a new row", trigger: `.o_data_row:nth-child(${row}).o_selected_row` },
        {
            trigger: ".o_selected_row div[name='product_template_id'] input, .o_selected_row div[name='product_id'] input",
            run: `edit ${product}`,
        },
        {
            trigger: `ul.ui-autocomplete a:contains("${product}")`,
            run: "click",
        },
        {
            content: "the price has come",
            trigger: `.o_selected_row:has(div[name='product_uom_qty'] input)`,
        },
        {
            trigger: ".o_selected_row div[name='product_uom_qty'] input",
            run: `edit ${quantity}`,
        },
    ];
}

for (const customer of CUSTOMERS) {
    tours.add(`fmcg_enter_order_${customer.replaceAll(" ", "_").toLowerCase()}`, {
        steps: () => [
            { trigger: ".o_list_button_add", run: "click" },
            {
                trigger: ".o_field_widget[name=partner_id] input",
                run: `edit ${customer}`,
            },
            {
                trigger: `ul.ui-autocomplete > li > a:contains("${customer}")`,
                run: "click",
            },
            {
                content: "the agreement has been found",
                trigger: `.o_field_widget[name=agreement_id]:contains("${customer}")`,
            },
            ...addLine("Way Tea", 10, 1),
            {
                content: "leave the line",
                trigger: ".o_notebook .nav-link[name='order_lines']",
                run: "click",
            },
            {
                content: "the line has its amount",
                trigger: ".o_data_row td[name='price_subtotal']:not(:contains('¥ 0.00'))",
            },
            ...addLine("Way Water", 10, 2),
            { trigger: ".o_form_button_save", run: "click" },
            { content: "saved", trigger: ".o_form_saved, .o_form_readonly" },
            stepIs("entered", "current"),
            { trigger: "button[name='action_submit']", run: "click" },
            stepIs("approved", "current"),
            {
                content: "it says what it waits for",
                trigger: ".alert .o_field_widget[name='gate_reasons']:contains('enterprise_admin')",
            },
        ],
    });
}

tours.add("fmcg_approve_order", {
    steps: () => [
        { trigger: ".o_data_row td[name='name']", run: "click" },
        stepIs("approved", "current"),
        { trigger: ".alert button[name='action_decide'].btn-success", run: "click" },
        { trigger: ".modal button[name='action_apply'].btn-primary", run: "click" },
        stepIs("prepared", "current"),
    ],
});

tours.add("fmcg_prepare", {
    steps: () => [
        { trigger: "button[name='action_start_preparation']", run: "click" },
        { content: "started", trigger: ".o_field_widget[name='preparation_date']" },
        { trigger: "button[name='button_validate']", run: "click" },
        {
            content: "prepared",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value='done']",
        },
    ],
});

tours.add("fmcg_ship", {
    steps: () => [
        { trigger: ".o_notebook .nav-link[name='extra']", run: "click" },
        {
            trigger: ".o_field_widget[name='carrier_tracking_ref'] input",
            run: "edit SF1234567890",
        },
        { trigger: "button[name='button_validate']", run: "click" },
        {
            content: "shipped",
            trigger: ".o_statusbar_status .o_arrow_button_current[data-value='done']",
        },
    ],
});

tours.add("fmcg_confirm_receipt", {
    steps: () => [
        stepIs("shipped", "done"),
        stepIs("tracked", "current"),
        {
            content: "the waybill is shown with its link",
            trigger: "a.o_fmcg_tracking:contains('SF1234567890')",
        },
        { trigger: "button.o_confirm_receipt", run: "click" },
        { trigger: ".modal.show #o_receipt_signed_by", run: "edit Mr Zhang" },
        {
            trigger: ".modal.show form.o_receipt_form button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "thanked", trigger: ".alert-success" },
        stepIs("settled", "current"),
    ],
});

const invoiceAndPay = () => [
    { trigger: "button#create_invoice, button[id='create_invoice']", run: "click" },
    { trigger: ".modal button[name='create_invoices']", run: "click" },
    { content: "a draft", trigger: ".o_form_view button[name='action_post']" },
    { trigger: "button[name='action_post']:not(:disabled)", run: "click" },
    {
        content: "posted; now register the payment",
        trigger: "button[name='action_register_payment'].oe_highlight, button[name='action_register_payment'].btn-primary",
        run: "click",
    },
    { trigger: ".modal button[name='action_create_payments']", run: "click" },
    {
        content: "paid",
        trigger: ".o_widget_web_ribbon .text-bg-success",
    },
];

tours.add("fmcg_invoice_and_pay", { steps: invoiceAndPay });

const askReturn = () => [
    { trigger: ".o_statusbar_buttons button[data-hotkey='k']", run: "click" },
    {
        trigger: ".modal .o_data_row:first-child td[name='quantity']",
        run: "click",
    },
    { trigger: ".modal .o_data_row:first-child [name='quantity'] input", run: "edit 2" },
    { trigger: ".modal button[name='action_create_returns']", run: "click" },
    {
        content: "the return stands",
        trigger: ".o_form_view:not(:has(.modal)) button[name='button_validate']",
    },
];

const takeIn = () => [
    { trigger: ".o_form_view button[name='button_validate']", run: "click" },
    {
        content: "it came back",
        trigger: ".o_statusbar_status .o_arrow_button_current[data-value='done']",
    },
];

tours.add("fmcg_take_return", { steps: () => [...askReturn(), ...takeIn()] });

// An enterprise sends goods back before they are taken in
tours.add("fmcg_ask_return", { steps: askReturn });
tours.add("fmcg_take_in", { steps: takeIn });
