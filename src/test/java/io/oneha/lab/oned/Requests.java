package io.oneha.lab.oned;

import io.oneha.demo.http.CallHandler;
import io.oneha.demo.raft.RaftCall;
import io.oneha.demo.raft.RaftNode;
import io.oneha.demo.raft.StorageException;
import io.oneha.demo.sim.Connections;
import io.oneha.demo.sim.OnedApi;
import io.oneha.demo.sim.SimProcess;
import io.oneha.demo.sim.XmlRpcAnswer;
import io.oneha.demo.sim.XmlRpcCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** What comes in on the port: the other servers' raft calls, the lab's own, and the API's. */
final class Requests implements CallHandler {
    private final RealTime time;
    private static final Path LOSE_ANSWER = Path.of("/var/lib/one/lab-loses-an-answer");

    private final RaftNode node;
    private final OnedApi api;
    private final LabCalls lab;
    private final Connections connections = new Connections();
    private final SimProcess process;

    Requests(RealTime time, RaftNode node, OnedApi api, LabCalls lab) {
        this.time = time;
        this.node = node;
        this.api = api;
        this.lab = lab;
        this.process = new SimProcess(time);
    }

    @Override
    public void call(String body, Consumer<String> answer) {
        time.run(() -> connections.take(process, () -> true, release -> {
            Answer once = new Answer(answer, release);
            try {
                handle(XmlRpcCall.parse(body), once);
            } catch (XmlRpcCall.FaultException e) {
                once.accept(XmlRpcAnswer.fault(e.code(), e.getMessage()));
            }
        }));
    }

    private void handle(XmlRpcCall call, Answer answer) throws XmlRpcCall.FaultException {
        try {
            Optional<RaftCall> raft = RaftWire.read(call);
            if (raft.isEmpty() && !call.method().equals(LabCalls.WRITE_VMS)) {
                api.handle(call, call.method().equals("one.zone.addserver") && losesAnAnswer() ? lost -> {} : answer);
                return;
            }
            if (!api.admits(call.string(0))) {
                answer.accept(OnedApi.refused(call.method()));
            } else if (raft.isPresent()) {
                node.handle(raft.get(), reply -> answer.accept(RaftWire.answer(call.method(), reply)));
            } else {
                lab.writeVms(call, answer);
            }
        } catch (StorageException e) {
            answer.accept(OnedApi.refused(call.method()));
        }
    }

    /** Once for each time that a test has made the file: what was asked is done, and nobody hears of it. */
    private static boolean losesAnAnswer() {
        try {
            return Files.deleteIfExists(LOSE_ANSWER);
        } catch (IOException e) {
            throw new StorageException(e.getMessage(), e);
        }
    }

    /** A call is answered once, and then gives its place free. */
    private static final class Answer implements Consumer<String> {
        private final Consumer<String> client;
        private final Runnable release;
        private boolean given;

        Answer(Consumer<String> client, Runnable release) {
            this.client = client;
            this.release = release;
        }

        @Override
        public void accept(String xml) {
            if (!given) {
                given = true;
                client.accept(xml);
                release.run();
            }
        }
    }
}
