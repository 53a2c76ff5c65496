//! The interruption, by a signal, of a thread that waits in a read of a camera.
//!
//! On Linux alone: what waits in nokhwa's own backends waits for a channel or for the system, and
//! cannot be called away. Such a thread is left behind, with its camera, which must not be dropped
//! by another one.

#![cfg_attr(target_os = "linux", allow(unsafe_code))]

#[cfg(target_os = "linux")]
use std::os::unix::thread::JoinHandleExt;
use std::thread::JoinHandle;

/// True where a thread can be called away from a read that waits.
pub const INTERRUPTS: bool = cfg!(target_os = "linux");

/// Makes signal SIGUSR1 harmless: its handler does nothing, but a system call that waits is left
/// with "interrupted". Restarting the call is not asked for.
#[cfg(target_os = "linux")]
pub fn prepare() {
    extern "C" fn nothing(_signal: libc::c_int) {}

    // SAFETY: an all-zero sigaction is a valid value (no flags, an empty mask); the handler touches
    // nothing, so it may run at any point of any thread; both pointers are valid for the call, a
    // null old action is allowed.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = nothing as extern "C" fn(libc::c_int) as libc::sighandler_t;
        libc::sigaction(libc::SIGUSR1, &raw const action, std::ptr::null_mut());
    }
}

/// Interrupts the system call in which the thread waits, if it does. [`prepare`] comes first.
#[cfg(target_os = "linux")]
pub fn interrupt(thread: &JoinHandle<()>) {
    // SAFETY: the handle has been neither joined nor dropped, so the thread's id is still its own
    // even if it has ended; the signal's handler does nothing.
    unsafe {
        libc::pthread_kill(thread.as_pthread_t(), libc::SIGUSR1);
    }
}

/// Nothing is to be prepared here.
#[cfg(not(target_os = "linux"))]
pub fn prepare() {}

/// Does nothing: a thread that waits here cannot be called away.
#[cfg(not(target_os = "linux"))]
pub fn interrupt(_thread: &JoinHandle<()>) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::thread;
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_thread_that_waits_for_ever_wakes_up() {
        prepare();
        let thread = thread::Builder::new()
            .spawn(|| {
                // SAFETY: no descriptors are polled; a null pointer is allowed for none.
                let waited = unsafe { libc::poll(std::ptr::null_mut(), 0, -1) };
                assert_eq!(waited, -1);
                assert_eq!(std::io::Error::last_os_error().kind(), std::io::ErrorKind::Interrupted);
            })
            .unwrap();
        let start = Instant::now();
        while !thread.is_finished() && start.elapsed() < Duration::from_secs(120) {
            interrupt(&thread);
            thread::sleep(Duration::from_millis(1));
        }
        // Also after its end.
        interrupt(&thread);
        thread.join().unwrap();
    }
}
