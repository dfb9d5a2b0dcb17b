package io.oneha.cli.completion;

import io.oneha.cli.TestCommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes each command's manual page as AsciiDoc, from the command model: {@code ManPageSources FOLDER}. */
public final class ManPageSources {
    private ManPageSources() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        int code = ManPageGenerator.generateManPage(
                folder.toFile(), null, new boolean[0], true, new TestCommandLine().spec());
        if (code != 0) {
            throw new IOException("the manual pages could not be written to " + folder + ": code " + code);
        }
    }
}
