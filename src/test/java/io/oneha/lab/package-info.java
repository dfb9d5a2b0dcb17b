/**
 * The lab: front-ends as they are in the field, in namespaces of this machine, driven in sentences. {@link io.oneha.lab.LabPlan}
 * says what it is made of, {@link io.oneha.lab.LabExtension} gives a test class one.
 *
 * <p>Everything hangs on one process, the switch, whose standard input we hold. Its mount, pid and network namespaces hold all
 * the rest, so that the end of this JVM, however it comes, is the end of the lab, and cleaning up is the kernel's work. A
 * machine is a root (an overlay of this machine's, which is only ever read), a pid, network and host name namespace and a first
 * process that starts its services. The operator's machine has this machine's files, and the lab's network.
 */
package io.oneha.lab;
