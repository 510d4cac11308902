import "@mail/chatter/web/form_renderer";
import { browser } from "@web/core/browser/browser";
import { SIZES } from "@web/core/ui/ui_service";
import { patch } from "@web/core/utils/patch";
import { FormController } from "@web/views/form/form_controller";
import { FormRenderer } from "@web/views/form/form_renderer";

// From this width on a wide table and the chatter have room beside each other
const ROOM_FOR_BOTH = 1900;

/**
 * Forms of the class `o_channel_wide` hold tables whose last columns say what matters: the
 * chatter stands below them as long as it would cut these columns off.
 */
function isTooNarrowForChatter({ xmlDoc }) {
    const classes = (xmlDoc.getAttribute("class") || "").split(" ");
    return classes.includes("o_channel_wide") && browser.innerWidth < ROOM_FOR_BOTH;
}

patch(FormController.prototype, {
    get className() {
        const names = super.className;
        if (isTooNarrowForChatter(this.props.archInfo)) {
            delete names["o_xxl_form_view h-100"];
        }
        return names;
    },
});

patch(FormRenderer.prototype, {
    setup() {
        super.setup();
        const { archInfo } = this.props;
        const ui = this.uiService;
        // as on a screen that is one size smaller
        this.uiService = Object.create(ui, {
            size: {
                get: () =>
                    isTooNarrowForChatter(archInfo) ? Math.min(ui.size, SIZES.XL) : ui.size,
            },
        });
    },
});
