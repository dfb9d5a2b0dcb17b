package io.oneha.lab;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One lab for a test class: {@code @RegisterExtension static final LabExtension LAB = new LabExtension(LabPlan.of(3));}. Where
 * there can be none the class is skipped, and says why; what starts is closed also after a failure.
 */
public final class LabExtension implements BeforeAllCallback, AfterAllCallback {
    private final LabPlan plan;
    private Lab lab;

    public LabExtension(LabPlan plan) {
        this.plan = plan;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Requirements.check(plan);
        lab = plan.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (lab != null) {
            lab.close();
        }
    }

    /** The lab that was started. */
    public Lab get() {
        return lab;
    }

    public Frontend frontend(String name) {
        return lab.frontend(name);
    }

    public Operator operator() {
        return lab.operator();
    }

    public LabZone zone() {
        return lab.zone();
    }

    public LabInventory inventory() {
        return lab.inventory();
    }
}
