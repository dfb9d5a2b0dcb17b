package io.oneha.health;

import static io.oneha.health.HostedZone.HEALTHY;
import static io.oneha.health.HostedZone.found;
import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.zone.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What SSH shows of the hosts of a healthy zone n1a1 (leader), n1a2, n1a3 when one thing is different: every case names exactly
 * what is found.
 */
class HostFindingsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'',",
        "n1a2 unit:opennebula-flow=active unit:opennebula-gate=active, W SERVICE_ROLE n1a2",
        "n1a1 unit:opennebula-hem=failed, W SERVICE_ROLE n1a1",
        "n1a1 unit:opennebula-form=inactive | n1a2 unit:opennebula-form=inactive, W SERVICE_ROLE n1a1",
        "n1a1 unit:opennebula-showback=inactive,",
        "n1a2 unit:opennebula-fireedge=failed unit:opennebula-novnc=inactive,",
        "n1a2 unit:opennebula-flow=active hook=unset, W CONFIG_DRIFT n1a2",
        "n1a2 unit:opennebula-flow=active age=61,",
        "n1a2 unit:opennebula-flow=active ssh=failed, W SSH_DOWN n1a2",
        "n1a2 id=0, C SERVER_ID_MISMATCH n1a2",
        "n1a3 id=-1, C SERVER_ID_MISMATCH n1a3",
        "n1a3 id=none,",
        "n1a2 file:az_driver.conf=x, W CONFIG_DRIFT n1a2",
        "n1a2 file:az_driver.conf=none, W CONFIG_DRIFT n1a2",
        "n1a2 file:ec2_driver.conf=x, W CONFIG_DRIFT n1a2",
        "n1a2 file:oned.conf.bak=x file:az_driver.conf.dpkg-old=y file:a~=z,",
        "n1a2 plain=yes file:az_driver.conf=none auth:one_key=none,",
        "n1a2 plain=yes file:az_driver.conf=x, W CONFIG_DRIFT n1a2",
        "n1a1 file:az_driver.conf=x, W CONFIG_DRIFT n1a2; W CONFIG_DRIFT n1a3",
        "n1a1 file:az_driver.conf=x age=99,",
        "n1a1 notasked | n1a2 file:az_driver.conf=x,W CONFIG_DRIFT n1a3",
        "n1a2 notasked | n1a3 notasked | n1a1 file:az_driver.conf=x,",
        "n1a2 limit=1000, W CONFIG_DRIFT n1a2",
        "n1a2 dbuser=root, W CONFIG_DRIFT n1a2",
        "n1a2 dbserver=127.0.0.1 dbport=3306,",
        "n1a2 zone=1 mode=SLAVE, W CONFIG_DRIFT n1a2",
        "n1a2 command=raft/failover.sh, W CONFIG_DRIFT n1a2",
        "n1a2 hook=ens3@10.2.50.86/24 followerhook=ens3@10.2.50.86/24,",
        "n1a2 hook=eth0@10.2.50.87/24, W CONFIG_DRIFT n1a2",
        "n1a2 followerhook=unset, W CONFIG_DRIFT n1a2",
        "n1a2 monitor=auto, W CONFIG_DRIFT n1a2",
        "n1a1 monitor=auto | n1a2 monitor=auto | n1a3 monitor=auto, W CONFIG_DRIFT zone",
        "n1a1 vip=eth0@10.2.50.86/32, W CONFIG_DRIFT n1a1",
        "n1a2 key:id_rsa=x, W CONFIG_DRIFT n1a2",
        "n1a2 auth:sunstone_auth=x, C AUTH_DRIFT n1a2",
        "n1a2 auth:one_key=none | n1a3 auth:one_auth=x, C AUTH_DRIFT n1a2; C AUTH_DRIFT n1a3",
        "n1a2 auth:fireedge_key=none unit:opennebula-fireedge=none,",
        "n1a2 auth:fireedge_key=none, C AUTH_DRIFT n1a2",
        "n1a2 auth:login_token=x,",
        "n1a2 auth:one_auth=none auth:sunstone_auth=none auth:one_key=none auth:fireedge_key=none, C AUTH_DRIFT n1a2",
        "n1a2 plain=yes auth:one_auth=none auth:sunstone_auth=none auth:one_key=none auth:fireedge_key=none,",
        "n1a2 unseen=checksums:_some_files_cannot_be_read file:az_driver.conf=none auth:one_key=none,",
        "n1a2 unseen=/var/lib/one/.one:_permission_denied auth:one_key=none file:az_driver.conf=none,"
                + " W CONFIG_DRIFT n1a2",
        "'n1a1 store:1=ext4,/dev/vda1', W SHARE_MISSING zone",
        "n1a2 version=7.2.1-1, W VERSION_MISMATCH n1a2",
        "n1a2 version=7.4.0-1.el9 os=almalinux,",
        "n1a2 version=7.4.0-2, W VERSION_MISMATCH n1a2",
        "n1a2 db=Can't_connect_to_local_server, W DB_DOWN n1a2",
        "n1a1 db=Can't_connect_to_local_server, C DB_DOWN n1a1",
        "n1a2 db=unseen unit:mariadb=failed, W DB_DOWN n1a2",
        "n1a2 db=unseen unit:mariadb=failed dbserver=db1, W CONFIG_DRIFT n1a2",
        "n1a2 db=unseen unit:mariadb=inactive unit:mysql=active,",
        "n1a2 unit:mariadb=inactive,",
        "n1a2 db=gone age=61,",
        "n1a2 backend=sqlite, W DB_NOT_HA n1a2; W CONFIG_DRIFT n1a2",
        "n1a2 disk:/var/tmp=40/1.9, W DISK_LOW n1a2",
        "n1a2 disk:/var/tmp=100/9 disk:/var/lib/mysql=100/9, W DISK_LOW n1a2",
        "n1a2 disk:/var/tmp=1000/21,",
        "n1a2 disk:/var/tmp=4/1.1,",
        "n1a2 clock=2500, W CLOCK_SKEW n1a2",
        "n1a1 clock=-4000, W CLOCK_SKEW n1a1",
        "n1a2 clock=2500 error=500,",
        "n1a1 clock=90000 | n1a2 clock=90100 | n1a3 clock=89900,",
        "n1a2 clock=none | n1a3 clock=5000, W CLOCK_SKEW n1a3",
    })
    void oneDifferenceIsOneFinding(String changes, String found) {
        assertThat(found(Health.judge(zone(HEALTHY, changes).snapshot()))).isEqualTo(found == null ? "" : found);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 authentication, n1a3 db=gone,"
                + " W DB_DOWN n1a3; W NO_FAULT_TOLERANCE zone",
        "n1a1 follower 9 9 9 | n1a2 follower 4294967295 9 9 | n1a3 authentication, n1a3 db=gone,"
                + " C DB_DOWN n1a3; C NO_LEADER zone; C TERM_WRAPPED n1a2",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 refused, n1a3 db=gone,"
                + " W DB_DOWN n1a3; W SERVER_UNREACHABLE n1a3; W NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 refused, n1a3 db=empty unit:opennebula=inactive,"
                + " W NO_FAULT_TOLERANCE zone; W GHOST_SERVER n1a3",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 refused,"
                + " n1a3 db=ERROR_1049_(42000):_Unknown_database unit:opennebula=inactive auth:one_auth=x,"
                + " W NO_FAULT_TOLERANCE zone; W GHOST_SERVER n1a3",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 refused, n1a3 db=ERROR_1146_(42S02):_Table_x_doesn't_exist unit:opennebula=inactive,"
                + " W NO_FAULT_TOLERANCE zone; W GHOST_SERVER n1a3",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 refused, n1a3 db=empty unit:opennebula=inactive backend=sqlite,"
                + " W SERVER_UNREACHABLE n1a3; W NO_FAULT_TOLERANCE zone; W DB_NOT_HA n1a3; W CONFIG_DRIFT n1a3",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 refused, n1a3 package=none,"
                + " W NO_FAULT_TOLERANCE zone; W GHOST_SERVER n1a3",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 refused, n1a3 db=empty unit:opennebula=active,"
                + " W SERVER_UNREACHABLE n1a3; W NO_FAULT_TOLERANCE zone",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | +n1a4 refused, '', W GHOST_SERVER n1a4",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | +n1a4 refused, n1a4 id=-1,"
                + " I INVENTORY_DRIFT n1a4",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | +n1a4 refused,"
                + " n1a4 unit:opennebula=inactive, I INVENTORY_DRIFT n1a4",
        "n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | +n1a4 refused,"
                + " n1a4 package=none version=none file:x=y db=gone, I INVENTORY_DRIFT n1a4",
        "n1a1 leader 3 9 9 id=2 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9, n1a1 id=2, C SERVER_ID_MISMATCH n1a1",
        "n1a1 leader 3 9 9 at=x | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | n1a4 leader 3 9 9 at=x id=0, n1a4 id=0,"
                + " C DUPLICATE_SERVER n1a1",
        "n1a1 leader 3 9 9 at=x | n1a2 follower 3 9 9 | n1a3 follower 3 9 9 | n1a4 leader 3 9 9 at=x id=0,"
                + " n1a1 disk:/=40/1 | n1a4 id=0 disk:/=40/1, C DUPLICATE_SERVER n1a1; W DISK_LOW n1a1",
        "n1a1 follower 3 9 9 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9, n1a2 unit:opennebula-flow=active,"
                + " C NO_LEADER zone",
        "n1a1 follower 3 9 9 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9, n1a2 file:az_driver.conf=x,"
                + " C NO_LEADER zone; W CONFIG_DRIFT n1a2",
        "n1a1 leader 4 9 9 | n1a2 follower 4 9 9 | n1a3 leader 3 9 9, n1a3 vip=none,"
                + " C TWO_LEADERS n1a3; W NO_FAULT_TOLERANCE zone",
        "n1a1 leader 1 9 9, '', I NOT_HA n1a1",
        "n1a1 leader 1 9 9, n1a1 disk:/=40/1 db=gone, C DB_DOWN n1a1; W DISK_LOW n1a1; I NOT_HA n1a1",
        "+n1a1 solo 0 -1 0, n1a1 id=-1 vip=eth0@10.2.50.86/24 unit:opennebula-flow=active disk:/=40/1,"
                + " W DISK_LOW n1a1; I NOT_HA n1a1",
    })
    void otherZonesAreJudgedByWhatTheirHostsShow(String servers, String changes, String found) {
        assertThat(found(Health.judge(zone(servers, changes).snapshot()))).isEqualTo(found);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "n1a2 file:a.conf=1 file:b.conf=1 file:c.conf=1 file:d.conf=1 file:az_driver.conf=2#"
                        + "differs from n1a1 under /etc/one: az_driver.conf; only here: a.conf, b.conf, c.conf and 1 more",
                "n1a2 limit=5 dbuser=root# differs from n1a1 in oned.conf: DB/USER is root, not oneadmin and RAFT/LIMIT_PURGE"
                        + " is 5, not 100000",
                "n1a2 auth:one_key=none auth:one_auth=x# differs from n1a1 under /var/lib/one/.one: one_auth; missing: one_key:"
                        + " its services cannot log in once it leads",
                "n1a1 monitor=auto | n1a2 monitor=auto | n1a3 monitor=auto# on every front-end: MONITOR_ADDRESS in"
                        + " monitord.conf is auto, not 10.2.50.86",
                "n1a2 unit:opennebula-flow=active age=45#"
                        + " follows, yet runs what belongs on the leader: opennebula-flow, seen 45 s ago",
                "n1a1 unit:opennebula-hem=failed# leads, yet these do not run there: opennebula-hem (failed)",
                "n1a2 clock=-7400# its clock is 7.4 s behind n1a1's",
                "n1a2 disk:/var/tmp=40/1.5//tmp# 1.5 GiB (3%) free on /tmp, with /var/tmp",
                "n1a1 db=Can't_connect# its database gives no answer: Can't connect; its oned still answers, and ends when it cannot write",
                "n1a2 db=unseen unit:mariadb=failed# its database is down: systemd unit mariadb has failed",
                "n1a2 version=7.2.1# has opennebula 7.2.1, n1a1 has 7.4.0-1",
                "n1a2 id=2# is server 1 of the zone and runs as such, but its oned.conf has SERVER_ID = 2 (n1a3's), so a start"
                        + " makes it act as another server",
                "n1a2 key:id_rsa=x# differs from n1a1 under /var/lib/one/.ssh: id_rsa",
            })
    void theReasonSaysWhatAndFromWhom(String changes, String reason) {
        Verdict verdict = Health.judge(zone(HEALTHY, changes).snapshot());
        assertThat(verdict.findings()).extracting(Finding::reason).containsExactly(reason);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '#',
            value = {
                "refused# unit:opennebula=failed# refused indeed; its systemd unit opennebula has failed",
                "refused# unit:opennebula=active age=9# refused indeed; its systemd unit opennebula was active 9 s ago",
                "unreachable# unit:opennebula=active# unreachable indeed; its systemd unit opennebula was active 1 s ago",
                "unreachable# ssh=failed# unreachable indeed",
                "refused# db=gone unit:opennebula=failed# refused indeed; its systemd unit opennebula has failed; its database is down",
            })
    void whyAServerGivesNoAnswerIsSaidByItsHost(String failure, String host, String reason) {
        Verdict verdict = Health.judge(zone(HEALTHY.replace("n1a3 follower 3 9 9", "n1a3 " + failure), "n1a3 " + host)
                .snapshot());
        assertThat(verdict.findings())
                .filteredOn(finding -> finding.code() == FindingCode.SERVER_UNREACHABLE)
                .extracting(Finding::reason)
                .containsExactly(reason);
    }

    @Test
    void aGhostThatOnlyItsHostShowsIsWhatToStopWhenNobodyLeads() {
        Verdict verdict = Health.judge(zone(HEALTHY.replace("leader", "follower") + " | +n1a4 unreachable", "")
                .snapshot());
        assertThat(found(verdict)).isEqualTo("C GHOST_SERVER n1a4; C NO_LEADER zone");
        assertThat(verdict.findings().get(0).remedy()).startsWith("`systemctl stop opennebula` on n1a4");
    }

    @Test
    void aServerThatRunsSoloAlthoughItsOnedConfIsRightNeedsARestoreAndNoSetting() {
        Verdict verdict = Health.judge(zone("n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 solo 3 -1 9", "")
                .snapshot());
        assertThat(found(verdict)).isEqualTo("C SERVER_ID_MISMATCH n1a3; W NO_FAULT_TOLERANCE zone");
        assertThat(verdict.findings().get(0).remedy()).contains("whose oned.conf has SERVER_ID = 2 already");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, mysql, '`systemctl start mysql` on n1a2; why it ended: `journalctl -u mysql`'",
        "db1, mariadb, 'see db1, where it is'",
    })
    void aDeadDatabaseIsRepairedWhereItIs(String server, String unit, String remedy) {
        AHost host = AHost.follower("n1a2", 1)
                .with("db=gone", "dbserver=" + server, "unit:mariadb=none", "unit:" + unit + "=failed");
        Verdict verdict = Health.judge(zone(HEALTHY, "n1a1 dbserver=" + server + " | n1a3 dbserver=" + server)
                .host("n1a2", host)
                .snapshot());
        assertThat(verdict.findings()).extracting(Finding::remedy).containsExactly(remedy);
    }

    @Test
    void aReasonStaysALineHoweverMuchDiffers() {
        StringBuilder words = new StringBuilder("dbuser=x limit=1 monitor=auto hook=eth1@192.168.100.100/24");
        StringBuilder others = new StringBuilder("unit:opennebula-form=active");
        for (int i = 0; i < 40; i++) {
            String name = "a-name-that-is-so-long-that-few-of-it-fit-into-a-line-" + i;
            words.append(" file:")
                    .append(name)
                    .append("=x auth:")
                    .append(name)
                    .append("_key=x key:id_")
                    .append(name)
                    .append("=x");
            others.append(" file:b")
                    .append(name)
                    .append("=x auth:b")
                    .append(name)
                    .append("_key=x file:")
                    .append(name)
                    .append("=y");
        }
        Verdict verdict = Health.judge(
                zone(HEALTHY, "n1a2 " + words + " | n1a1 " + others).snapshot());
        assertThat(found(verdict))
                .startsWith("C AUTH_DRIFT n1a2; C AUTH_DRIFT n1a3;")
                .contains("W CONFIG_DRIFT n1a2");
        assertThat(verdict.findings()).anySatisfy(finding -> assertThat(finding.reason())
                .startsWith("differs from n1a1 under /etc/one: a-name-that-")
                .contains(" and 37 more; and ")
                .endsWith(" more"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:$(reboot)=x",
                "file:a;reboot=x",
                "disk:/var/tmp=40/1/;reboot",
                "vip=eth0;reboot@10.2.50.86/24"
            })
    void noCommandCarriesWhatAShellWouldObey(String odd) {
        Verdict verdict = Health.judge(zone(HEALTHY, "n1a2 " + odd).snapshot());
        assertThat(verdict.findings()).isNotEmpty().allSatisfy(finding -> assertThat(finding.remedy())
                .doesNotContain("reboot"));
    }

    @Test
    void whyNobodyAnswersIsSaidByTheHosts() {
        Look look = zone("+n1a1 refused | +n1a2 refused", "n1a1 unit:opennebula=failed db=gone | n1a2 ssh=failed")
                .noZone(FailureKind.REFUSED, "connection refused");
        assertThat(Health.judge(look.snapshot()).findings().get(0).reason())
                .isEqualTo(
                        "no server answered: n1a1 and n1a2: connection refused; by SSH: n1a1: its systemd unit opennebula has failed,"
                                + " its database is down");
    }

    @Test
    void servicesNeedAWhileAfterAnElection() {
        History history = History.EMPTY;
        for (int second = 0; second <= 60; second += 5) {
            Look look = second < 10 ? zone(HEALTHY, "") : afterTheElection();
            history = history.add(look.after(second).snapshot());
            boolean early = second < 10 + 25 + 1;
            assertThat(found(Health.judge(history)))
                    .as("after %d s", second)
                    .isEqualTo(early ? "" : "W SERVICE_ROLE n1a1; W SERVICE_ROLE n1a2");
        }
    }

    private static Look afterTheElection() {
        return Look.table("n1a1 follower 4 9 9 | n1a2 leader 4 9 9 | n1a3 follower 4 9 9")
                .vip(AHost.VIP)
                .host("n1a1", AHost.leader("n1a1", 0).with("vip=none"))
                .host("n1a2", AHost.follower("n1a2", 1).with("vip=eth0@" + AHost.VIP))
                .host("n1a3", AHost.follower("n1a3", 2));
    }
}
