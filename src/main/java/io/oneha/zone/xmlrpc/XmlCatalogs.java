package io.oneha.zone.xmlrpc;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.URI;
import javax.xml.catalog.CatalogFeatures;
import javax.xml.catalog.CatalogManager;
import javax.xml.catalog.CatalogResolver;

/**
 * Only in the native image: the JDK's StAX parser would look external entities up in XML catalogs, which it reads with a second
 * parser that knows XML Schema. External entities are off here, so none of that is ever needed.
 */
@TargetClass(CatalogManager.class)
final class XmlCatalogs {
    private XmlCatalogs() {}

    /** Never reached while external entities are off. */
    @Substitute
    public static CatalogResolver catalogResolver(CatalogFeatures features, URI... uris) {
        throw new IllegalStateException("external entities are off");
    }
}
