package io.oneha.lab.oned;

import io.oneha.demo.raft.RaftNode;
import io.oneha.demo.sim.XmlRpcAnswer;
import io.oneha.demo.sim.XmlRpcCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What the lab asks of a server and a real oned knows nothing of: {@code lab.vms.write(session, records, rows, bytes)} makes a
 * leader write virtual machines, so many rows of such a size with each log record, and answers how many records were committed. As a
 * pool does in oned, it has a lock for as long as a call of it takes: one that hangs lets the next ones hang.
 */
final class LabCalls {
    static final String WRITE_VMS = "lab.vms.write";
    /** Records on their way at a time, as with so many busy clients. */
    private static final int CLIENTS = 8;

    private final RaftNode node;
    private final MariaDb db;
    private final Deque<Writing> waiting = new ArrayDeque<>();
    private int nextId;

    LabCalls(RaftNode node, MariaDb db) {
        this.node = node;
        this.db = db;
    }

    void writeVms(XmlRpcCall call, Consumer<String> answer) throws XmlRpcCall.FaultException {
        waiting.add(new Writing(call.integer(1), call.integer(2), call.integer(3), answer));
        if (waiting.size() == 1) {
            waiting.element().start();
        }
    }

    private void unlock() {
        waiting.remove();
        if (!waiting.isEmpty()) {
            waiting.element().start();
        }
    }

    private final class Writing {
        private final int records;
        private final int rows;
        private final int bytes;
        private final Consumer<String> answer;
        private int begun;
        private int ended;
        private int committed;

        Writing(int records, int rows, int bytes, Consumer<String> answer) {
            this.records = records;
            this.rows = rows;
            this.bytes = bytes;
            this.answer = answer;
        }

        void start() {
            int last = db.first("SELECT MAX(oid) FROM vm_pool", row -> row.getInt(1))
                    .orElse(-1);
            nextId = Math.max(nextId, last + 1);
            for (int i = 0; i < CLIENTS; i++) {
                next();
            }
        }

        void next() {
            if (begun == records) {
                return;
            }
            begun++;
            node.write(new SqlChange(insert(rows, bytes)), done -> {
                ended++;
                committed += done ? 1 : 0;
                if (ended == records) {
                    answer.accept(XmlRpcAnswer.success(committed));
                    unlock();
                } else {
                    next();
                }
            });
        }
    }

    private String insert(int rows, int bytes) {
        StringBuilder sql = new StringBuilder(rows * (bytes + 200));
        sql.append("INSERT INTO vm_pool (oid, name, body, uid, gid, state, lcm_state, resched, owner_u, group_u,");
        sql.append(" other_u, short_body, body_json) VALUES ");
        for (int i = 0; i < rows; i++) {
            int id = nextId++;
            String xml = "<VM><ID>" + id + "</ID><UID>0</UID><GID>0</GID><NAME>vm-" + id + "</NAME><STATE>1</STATE>"
                    + "<LCM_STATE>0</LCM_STATE>";
            sql.append(i == 0 ? "(" : ",(")
                    .append(id)
                    .append(",'vm-")
                    .append(id)
                    .append("','")
                    .append(xml);
            sql.append("<USER_TEMPLATE><LOAD><![CDATA[").append("x".repeat(bytes));
            sql.append("]]></LOAD></USER_TEMPLATE></VM>',0,0,1,0,0,1,0,0,'")
                    .append(xml)
                    .append("</VM>','{}')");
        }
        return sql.toString();
    }
}
