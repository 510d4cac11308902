import { registry } from "@web/core/registry";

/**
 * Words are those of the server and of either language: what the tour looks for are places,
 * products (TEA, CAKE by their codes) and numbers.
 */
registry.category("web_tour.tours").add("fmcg_checkout", {
    steps: () => [
        {
            content: "Choose from whom to order",
            trigger: "a.o_fmcg_all_sellers[href='/my/shop/all']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "What both sell stands there once, and says so",
            trigger: ".o_shop_product:contains('TEA-1') .o_shop_supplier:contains('1')",
        },
        {
            trigger: ".o_shop_product:contains('TEA-1') .o_shop_qty",
            run: "edit 15 && press Enter",
        },
        {
            trigger: ".o_shop_product:contains('CAKE-1') .o_shop_qty",
            run: "edit 60 && press Enter",
        },
        {
            content: "15 × 5 and 60 × 8",
            trigger: ".o_bar_total:contains('555')",
        },
        {
            trigger: ".o_bar_review:not(.disabled)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Two suppliers deliver",
            trigger: ".o_plan_part:eq(1)",
        },
        {
            content: "What is there and what comes later",
            trigger: ".o_review_line_text:contains('50')",
        },
        {
            trigger: ".o_review_line_text:contains('10')",
        },
        {
            content: "All of it or nothing: nothing",
            trigger: "input[name='delivery'][value='only_complete']",
            run: "click",
        },
        {
            trigger: ".o_review_reason:contains('10')",
        },
        {
            trigger: "body:not(:has(.o_plan_part)) .o_review_submit:disabled",
        },
        {
            content: "Then as it comes",
            trigger: "input[name='delivery'][value='ship_available']",
            run: "click",
        },
        {
            content: "Fewer of them",
            trigger: ".o_plan_part .o_review_qty:value(60)",
            run: "edit 40 && press Tab",
        },
        {
            content: "15 × 5 and 40 × 8",
            trigger: ".o_review_total:contains('395')",
        },
        {
            trigger: ".o_review_submit:enabled",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Both orders under one number",
            trigger: ".o_purchase_placed",
        },
        {
            trigger: "body:has(.o_purchase_shown)",
        },
    ],
});
