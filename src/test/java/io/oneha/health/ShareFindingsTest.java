package io.oneha.health;

import static io.oneha.health.HostedZone.HEALTHY;
import static io.oneha.health.HostedZone.found;
import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which mounts of an image datastore make it one storage for all front-ends. */
class ShareFindingsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'store:1=ext4,/dev/vda1', 'store:1=ext4,/dev/vda1', local ext4 on n1a1 and n1a2",
        "'store:1=nfs4,nfs1:/one', 'store:1=nfs,nfs1:/one/',",
        "'store:1=nfs4,nfs1:/one', 'store:1=nfs4,nfs2:/one', 'nfs1:/one on n1a1, nfs2:/one on n1a2'",
        "'store:1=nfs4,nfs1:/one', 'store:1=xfs,/dev/vdb', 'nfs1:/one on n1a1, local xfs on n1a2'",
        "'store:1=nfs4,nfs1:/one', store:1=none, 'nfs1:/one on n1a1, not on n1a2'",
        "'store:1=ext4,/dev/vda1', 'store:1=nfs4,n1a1:/var/lib/one/datastores/1',",
        "'store:1=ext4,/dev/vda1', 'store:1=nfs4,10.2.50.11:/var/lib/one',",
        "'store:1=fuse.glusterfs,n1a1:/one', 'store:1=fuse.glusterfs,n1a2:/one',",
        "'store:1=fuse.glusterfs,n1a1:/one', 'store:1=fuse.glusterfs,n1a2:/two',"
                + " 'n1a1:/one on n1a1, n1a2:/two on n1a2'",
        "'store:1=ocfs2,/dev/sdb', 'store:1=ocfs2,/dev/sdc',",
        "'store:1=strangefs,a', 'store:1=ext4,/dev/vda1',",
        "'store:1=nfs4,nfs1:/one', store:1=closed,",
        "'store:1=ceph,mon1:/one', 'store:1=ceph,mon1:/one',",
        "'store:0=ext4,/dev/vda1 store:1=ext4,/dev/vda1', 'store:0=ext4,/dev/vda1 store:1=ext4,/dev/vda1',"
                + " 'image datastores 0 and 1: local ext4 on n1a1 and n1a2'",
    })
    void imageDatastoresMustBeOneSharedFileSystem(String first, String second, String where) {
        Look look = Look.table("n1a1 leader 3 9 9 | n1a2 follower 3 9 9 | n1a3 follower 3 9 9")
                .host("n1a1", AHost.leader("n1a1", 0).with(first.split(" ")))
                .host("n1a2", AHost.follower("n1a2", 1).with(second.split(" ")));
        List<Finding> findings = Health.judge(look.snapshot()).findings();
        assertThat(findings)
                .extracting(Finding::code)
                .isEqualTo(where == null ? List.of() : List.of(FindingCode.SHARE_MISSING));
        findings.forEach(finding -> assertThat(finding.reason()).contains(where).endsWith("misses the others' images"));
    }

    @Test
    void aHostThatServesItsOwnDiskDoesSoToAllOthers() {
        Look look = zone(
                HEALTHY,
                "n1a1 store:1=ext4,/dev/vda1 | n1a2 store:1=ext4,/dev/vda1 | n1a3 store:1=nfs4,n1a1:/var/lib/one");
        assertThat(found(Health.judge(look.snapshot()))).isEqualTo("W SHARE_MISSING zone");
    }

    @Test
    void aDatastoreOnOneSeenHostIsNotJudged() {
        Look look = Look.table(HEALTHY).host("n1a1", AHost.leader("n1a1", 0).with("store:1=ext4,/dev/vda1"));
        assertThat(Health.judge(look.snapshot()).findings()).isEmpty();
    }
}
