package io.oneha.steps.site;

import io.oneha.ssh.SshException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A blocking call on a thread of its own. */
public final class BackgroundCall {
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final Thread thread;

    private BackgroundCall(String name, Supplier<String> call) {
        this.thread = new Thread(() -> end.completeAsync(call, Runnable::run), name);
        thread.setDaemon(true);
    }

    public static BackgroundCall start(String name, Supplier<String> call) {
        BackgroundCall half = new BackgroundCall(name, call);
        half.thread.start();
        return half;
    }

    public boolean isDone() {
        return end.isDone();
    }

    /** Whether it failed because a host could not be reached. */
    public boolean isAway() {
        try {
            end();
            return false;
        } catch (SshException e) {
            return StepException.of(e).cause() == StepException.Cause.OUT_OF_REACH;
        } catch (StepException e) {
            return e.cause() == StepException.Cause.OUT_OF_REACH;
        }
    }

    public boolean failed() {
        return end.isCompletedExceptionally();
    }

    /** Nobody waits for it any more. */
    public void leave() {
        thread.interrupt();
    }

    /**
     * Waits for its end.
     *
     * @throws StepException or {@link SshException}: it failed
     */
    public String end() {
        try {
            return end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException broken) {
                throw new StepException("the copy broke: " + broken.getCause().getMessage(), "");
            }
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw e;
        }
    }
}
