package io.oneha.inventory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The front-ends together: what one-deploy sets once for a zone must be the same on each. */
final class Members {
    private final List<Member> members;
    private final Function<Member, Optional<String>> zone;
    private Optional<InventoryException> refusal = Optional.empty();

    /**
     * @param members at least one
     * @param zone the group of a zone's front-ends that a member is in, where the inventory has several zones
     */
    Members(List<Member> members, Function<Member, Optional<String>> zone) {
        this.members = members;
        this.zone = zone;
    }

    List<Member> all() {
        return members;
    }

    boolean areSeveral() {
        return members.size() > 1;
    }

    /** Why nothing may be changed: the first reason that was found. */
    Optional<InventoryException> refusal() {
        return refusal;
    }

    /** Remembers a reason, unless there is one already. */
    void refuseChanges(InventoryException reason) {
        refusal = refusal.or(() -> Optional.of(reason));
    }

    /** @throws InventoryException when it cannot be known, or differs between front-ends */
    Optional<VariableText> text(String name) {
        return agreed(name, member -> member.variables().text(name), given -> given.map(VariableText::text));
    }

    /** The same for a value that only changes need: when it cannot be known they are refused, and it counts as not set. */
    Optional<VariableText> textForChanges(String name) {
        return isHidden(name) ? Optional.empty() : text(name);
    }

    /** The same for a list. */
    List<VariableText> textsForChanges(String name) {
        return isHidden(name)
                ? List.of()
                : agreed(name, member -> member.variables().texts(name), given -> given.stream()
                        .map(VariableText::text)
                        .toList());
    }

    /** The same for a mapping, by the keys that lead to each text. */
    Map<List<String>, VariableText> leavesForChanges(String name) {
        return isHidden(name)
                ? Map.of()
                : agreed(name, member -> member.variables().leaves(name), leaves -> leaves.entrySet().stream()
                        .map(leaf -> leaf.getKey() + "=" + leaf.getValue().text())
                        .sorted()
                        .toList());
    }

    /** A secret; to compare it is not opened. */
    Optional<Secret> secret(String name) {
        agreed(
                name,
                member -> member.variables().find(name).map(Value.Entry::value),
                value -> value.map(one -> one instanceof Value.Scalar scalar ? scalar.text() : ""));
        return members.get(0).variables().secret(name);
    }

    /** Why a value that is set cannot be known for one of them. */
    Optional<InventoryException> hidden(String name) {
        return members.stream()
                .flatMap(member -> member.variables().hidden(name).stream())
                .findFirst();
    }

    private boolean isHidden(String name) {
        Optional<InventoryException> hidden = hidden(name);
        hidden.ifPresent(this::refuseChanges);
        return hidden.isPresent();
    }

    private String zones(Member one, Member other) {
        Optional<String> first = zone.apply(one);
        Optional<String> second = zone.apply(other);
        return first.isPresent() && second.isPresent() && !first.equals(second)
                ? ", which are in the groups " + first.get() + " and " + second.get()
                : "";
    }

    private <T> T agreed(String name, Function<Member, T> read, Function<T, Object> essence) {
        Member first = members.get(0);
        T value = read.apply(first);
        for (Member member : members.subList(1, members.size())) {
            if (!Objects.equals(essence.apply(value), essence.apply(read.apply(member)))) {
                Origin at = member.variables()
                        .find(name)
                        .or(() -> first.variables().find(name))
                        .map(Value.Entry::at)
                        .orElse(member.addressAt());
                throw at.fault(
                        name + " is not the same for \"" + first.name() + "\" and \"" + member.name() + "\""
                                + zones(first, member),
                        zones(first, member).isEmpty()
                                ? "set it once, for all front-ends"
                                : "pick a zone with --frontend-group, such as --frontend-group "
                                        + zone.apply(first).orElse(""));
            }
        }
        return value;
    }
}
