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
            content: "Open the box of tea",
            trigger: ".o_shop_product[data-name='Lemon tea'] .o_shop_unit:contains('Box of 24')",
            run: "click",
        },
        {
            content: "The box has its own price and no quantity yet",
            trigger:
                ".o_shop_product[data-name='Lemon tea'][data-price='108.0']:not(.o_shop_chosen) .o_shop_amount:visible:contains('108')",
        },
        {
            content: "The pieces are still there",
            trigger:
                ".o_shop_product[data-name='Lemon tea'] .o_shop_unit:not(.active) .o_shop_unit_qty:contains('2')",
        },
        {
            content: "One box more",
            trigger: ".o_shop_product[data-name='Lemon tea'] .o_shop_plus",
            run: "click",
        },
        {
            content: "Two pieces and a box",
            trigger: ".o_bar_total:contains('118')",
        },
        {
            content: "It is one product still",
            trigger: ".o_bar_count:contains('1')",
        },
        {
            content: "What has no price cannot be ordered",
            trigger:
                ".o_shop_product[data-name='Moon cake']:contains('No price yet') .o_shop_plus:disabled",
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
            content: "More than the shop takes is refused, never made smaller",
            trigger: ".o_shop_product[data-name='Snack 44'] .o_shop_qty",
            run: "edit 9999999 && press Enter",
        },
        {
            trigger: ".o_notification:contains('at most')",
        },
        {
            trigger: ".o_shop_product[data-name='Snack 44'] .o_shop_qty:value(0)",
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
            trigger: ".o_review_line:contains('Lemon tea'):has(.o_review_qty:value(2))",
        },
        {
            content: "The box is a line of its own, at its own price",
            trigger:
                ".o_review_line:contains('Box of 24'):contains('= 24 Units'):contains('108.00')",
        },
        {
            content: "Both products are there, the second one too",
            trigger: ".o_review_line:contains('Snack 44'):has(.o_review_qty:value(12))",
        },
        {
            content: "Change a quantity here",
            trigger: ".o_review_line:contains('Snack 44') .o_review_qty",
            run: "edit 13 && press Tab",
        },
        {
            content: "The server has reckoned anew",
            trigger: ".o_review_line:contains('Snack 44'):contains('65.00')",
        },
        {
            content: "Half a piece is refused, with the remedy",
            trigger: ".o_review_line:contains('Snack 44') .o_review_qty",
            run: "edit 1.5 && press Tab",
        },
        {
            trigger: ".o_review_error:contains('Give a whole number')",
        },
        {
            trigger: ".o_review_line:contains('Snack 44'):has(.o_review_qty:value(13))",
        },
        {
            content: "Remove it",
            trigger: ".o_review_line:contains('Snack 44') .o_review_remove",
            run: "click",
        },
        {
            trigger: "body:not(:has(.o_review_line:contains('Snack 44')))",
        },
        {
            content: "And put it back",
            trigger: ".o_review_undo",
            run: "click",
        },
        {
            content: "As it was",
            trigger: ".o_review_line:contains('Snack 44') .o_review_qty:value(13)",
            run: "edit 12 && press Tab",
        },
        {
            trigger: ".o_review_line:contains('Snack 44'):contains('60.00')",
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
