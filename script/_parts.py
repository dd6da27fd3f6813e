"""One part of the running portal: a child process that never outlives the script."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time

LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
PR_SET_PDEATHSIG = 1


class Part:
    """A process of its own session: Ctrl-C reaches only the script, which stops the parts in order."""

    def __init__(self, name, command, *, stop=signal.SIGTERM, patience=20, hold=(), **more):
        self.name, self.stop_signal, self.patience = name, stop, patience
        parent = os.getpid()

        def follow():
            # If the script is killed, the part is told to stop. Here it is after the change of user.
            if LIBC:
                LIBC.prctl(PR_SET_PDEATHSIG, int(stop), 0, 0, 0)
                if os.getppid() != parent:
                    os._exit(1)

        self.process = subprocess.Popen(
            [str(word) for word in command],
            start_new_session=True,
            preexec_fn=follow,
            pass_fds=hold,
            stdin=subprocess.DEVNULL,
            **more,
        )

    def ended(self):
        """The return code, or None while it runs."""
        return self.process.poll()

    def stop(self):
        """Ask it to stop; after its patience, insist. Whatever it has started goes with it."""
        if self.ended() is None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            print(f"{self.name} did not stop within {self.patience} s and is killed.", flush=True)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def wait_until(ready, part, patience, pause=0.02):
    """True once ready() holds; False if the part ends or patience runs out first."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if part.ended() is not None:
            return False
        if ready():
            return True
        time.sleep(pause)
    return False
