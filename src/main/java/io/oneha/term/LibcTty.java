package io.oneha.term;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.graalvm.nativeimage.UnmanagedMemory;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CTypeConversion;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/**
 * The controlling terminal by libc's own calls: what {@code stty} does, where there may be no {@code stty}. Only in the native
 * image ({@link NativeImage} tells; on a JVM this class cannot even be loaded), and laid out for Linux on x86-64: {@code struct termios} (asm-generic/termbits.h) and {@code struct winsize}.
 */
public final class LibcTty implements Tty {
    private static final String DEVICE = "/dev/tty";
    private static final int READ_WRITE = 2;
    private static final int TERMIOS_BYTES = 128;
    private static final int INPUT_FLAGS = 0;
    private static final int LOCAL_FLAGS = 12;
    private static final int VTIME = 17 + 5;
    private static final int VMIN = 17 + 6;
    private static final int IXON = 0x400;
    private static final int ISIG_ICANON_ECHO_IEXTEN = 0x1 | 0x2 | 0x8 | 0x8000;
    private static final int ECHO = 0x8;
    private static final int AFTER_OUTPUT = 1;
    private static final long WINDOW_SIZE = 0x5413;
    private static final int STOP_JOB = 20;
    private static final int STOPPING_MILLIS = 50;

    private final int descriptor;
    private final CCharPointer found;

    private LibcTty(int descriptor, CCharPointer found) {
        this.descriptor = descriptor;
        this.found = found;
    }

    /** Whether a file descriptor is a terminal. */
    public static boolean isTerminal(int descriptor) {
        return isatty(descriptor) == 1;
    }

    /** Notes the modes as they are now. */
    static LibcTty open() throws IOException {
        int descriptor;
        try (CTypeConversion.CCharPointerHolder path = CTypeConversion.toCString(DEVICE)) {
            descriptor = open(path.get(), READ_WRITE);
        }
        if (descriptor < 0) {
            throw new IOException("no " + DEVICE);
        }
        CCharPointer found = UnmanagedMemory.calloc(WordFactory.unsigned(TERMIOS_BYTES));
        if (tcgetattr(descriptor, found) != 0) {
            UnmanagedMemory.free(found);
            throw new IOException(DEVICE + " has no modes");
        }
        return new LibcTty(descriptor, found);
    }

    @Override
    public void hidden() throws IOException {
        set(0, ECHO);
    }

    @Override
    public void raw() throws IOException {
        set(IXON, ISIG_ICANON_ECHO_IEXTEN);
    }

    /** The modes as they were found, without these flags; each byte at once, which counts only where lines do not. */
    private void set(int inputFlags, int localFlags) throws IOException {
        CCharPointer modes = UnmanagedMemory.calloc(WordFactory.unsigned(TERMIOS_BYTES));
        try {
            for (int i = 0; i < TERMIOS_BYTES; i++) {
                modes.write(i, found.read(i));
            }
            clear(modes, INPUT_FLAGS, inputFlags);
            clear(modes, LOCAL_FLAGS, localFlags);
            modes.write(VMIN, (byte) 1);
            modes.write(VTIME, (byte) 0);
            set(modes);
        } finally {
            UnmanagedMemory.free(modes);
        }
    }

    @Override
    public void restore() throws IOException {
        set(found);
    }

    @Override
    public Size size() {
        CCharPointer size = UnmanagedMemory.calloc(WordFactory.unsigned(8));
        try {
            boolean isKnown = ioctl(descriptor, WINDOW_SIZE, size) == 0;
            return isKnown ? Size.orUsual(half(size, 2), half(size, 0)) : Size.USUAL;
        } finally {
            UnmanagedMemory.free(size);
        }
    }

    @Override
    public void stopJob() throws IOException {
        if (kill(0, STOP_JOB) != 0) {
            throw new IOException("the job cannot be stopped");
        }
        try {
            // Another thread may take the signal: this one must not go on before all are stopped.
            TimeUnit.MILLISECONDS.sleep(STOPPING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void set(CCharPointer modes) throws IOException {
        if (tcsetattr(descriptor, AFTER_OUTPUT, modes) != 0) {
            throw new IOException("the modes of " + DEVICE + " cannot be set");
        }
    }

    private static void clear(CCharPointer modes, int offset, int flags) {
        for (int i = 0; i < Integer.BYTES; i++) {
            int keep = ~(flags >>> (Byte.SIZE * i));
            modes.write(offset + i, (byte) (modes.read(offset + i) & keep));
        }
    }

    private static int half(CCharPointer bytes, int offset) {
        return (bytes.read(offset) & 0xff) | (bytes.read(offset + 1) & 0xff) << Byte.SIZE;
    }

    @CFunction("open")
    private static native int open(CCharPointer path, int flags);

    @CFunction("isatty")
    private static native int isatty(int descriptor);

    @CFunction("tcgetattr")
    private static native int tcgetattr(int descriptor, PointerBase modes);

    @CFunction("tcsetattr")
    private static native int tcsetattr(int descriptor, int when, PointerBase modes);

    @CFunction("ioctl")
    private static native int ioctl(int descriptor, long request, PointerBase argument);

    @CFunction("kill")
    private static native int kill(int process, int signal);
}
