package io.oneha.lab;

import io.oneha.zone.Credentials;
import io.oneha.zone.XmlRpcRequest;

/** What is wrong with a zone, or with who asks, so that an operation is refused. */
enum Trouble {
    ONE_DOWN(73, "2 of 3 up") {
        @Override
        void begin(CareScene scene) {
            scene.other().stops("opennebula");
        }
    },
    ONE_LAGS(73, "one lags") {
        @Override
        void begin(CareScene scene) {
            // Behind the leader's log for good; with the patient down nothing could be written.
            scene.other().stops("opennebula");
            scene.outrunsTheLogOf(scene.other());
            scene.other().starts("opennebula");
            Await.awaits(
                    CareScene.LIMIT,
                    "it answers",
                    () -> scene.lab().zone().raftOf(scene.other()).isPresent());
        }
    },
    NO_LEADER(73, "no leader") {
        @Override
        void begin(CareScene scene) {
            scene.leader().stops("opennebula");
            if (scene.patient().stateOf("opennebula").equals("active")) {
                scene.other().stops("opennebula");
            }
            Await.awaits(
                    CareScene.LIMIT,
                    "nobody leads",
                    () -> scene.lab().zone().leader().isEmpty());
        }
    },
    UNFINISHED_JOIN(73, "unfinished join") {
        @Override
        void begin(CareScene scene) {
            XmlRpcRequest add = XmlRpcRequest.of("one.zone.addserver", new Credentials(Lab.CREDENTIALS))
                    .integer(0)
                    .string("SERVER = [ NAME = \"n1a4\", ENDPOINT = \"http://n1a4:2633/RPC2\" ]");
            scene.lab().zone().asks(scene.leader(), add, 10);
            Await.awaits(CareScene.LIMIT, "the pool has it", () -> scene.leader()
                    .sql("SELECT body FROM zone_pool")
                    .contains("n1a4"));
        }
    },
    WRONG_CREDENTIALS(77, "wrong credentials") {
        @Override
        void begin(CareScene scene) {
            // It is the operator who has them.
        }

        @Override
        String credentials() {
            return "oneadmin:another";
        }
    };

    private final int exit;
    private final String words;

    Trouble(int exit, String words) {
        this.exit = exit;
        this.words = words;
    }

    abstract void begin(CareScene scene);

    String credentials() {
        return Lab.CREDENTIALS;
    }

    /** The exit code of a refusal. */
    int exit() {
        return exit;
    }

    /** A few words for a cell's name. */
    String words() {
        return words;
    }
}
