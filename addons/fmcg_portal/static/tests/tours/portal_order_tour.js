import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("fmcg_portal_order", {
    url: "/my",
    steps: () => [
        {
            content: "Open the shop from the home page",
            trigger: ".o_portal_my_home a[href='/my/shop']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "One more tea",
            trigger: ".o_shop_product[data-name='Lemon tea'] .o_shop_plus",
            run: "click",
        },
        {
            content: "And another one",
            trigger: ".o_shop_product[data-name='Lemon tea'] .o_shop_plus",
            run: "click",
        },
        {
            content: "The bar counts",
            trigger: ".o_bar_count:contains('1')",
        },
        {
            content: "Go to the second page",
            trigger: ".pagination .page-link[href*='/page/2']:contains('2')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "What was chosen on the first page still counts",
            trigger: ".o_bar_count:contains('1')",
        },
        {
            content: "Type a quantity",
            trigger: ".o_shop_product[data-name='Snack 44'] .o_shop_qty",
            run: "edit 12 && press Enter",
        },
        {
            content: "Leave the field",
            trigger: ".o_bar_count:contains('2')",
        },
        {
            content: "Review",
            trigger: ".o_bar_review:not(.disabled)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Both products are there",
            trigger: ".o_review_line:contains('Lemon tea')",
        },
        {
            content: "Both products are there, the second one too",
            trigger: ".o_review_line:contains('Snack 44'):contains('12')",
        },
        {
            content: "Leave a note",
            trigger: ".o_review_note",
            run: "edit Before ten, please",
        },
        {
            content: "Submit",
            trigger: ".o_review_submit:enabled",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The order is there",
            trigger: ".o_order_placed",
        },
        {
            content: "It stands at its third step: prepared comes next",
            trigger: ".o_channel_step_current[data-step='prepared']",
        },
        {
            content: "Its lines are right",
            trigger: "#sales_order_table:contains('Lemon tea')",
        },
    ],
});
