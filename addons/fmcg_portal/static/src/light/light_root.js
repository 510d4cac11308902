import { whenReady } from "@odoo/owl";
import { makeEnv, mountComponent, startServices } from "@web/env";
import { MainComponentsContainer } from "@web/core/main_components_container";

/**
 * Starts the services, interactions among them, on a page that has not got core's root of
 * public pages: that one needs jQuery, and waits until pictures and fonts have come.
 */
async function start() {
    await whenReady();
    const env = makeEnv();
    await startServices(env);
    env.services["public.interactions"].isReady.then(() =>
        document.body.setAttribute("is-ready", "true")
    );
    const app = await mountComponent(MainComponentsContainer, document.body, { env });
    odoo.__WOWL_DEBUG__ = { root: app.root.component };
}

start();
