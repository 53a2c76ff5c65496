//! What the allocator does with memory that is free: how long it keeps it, and when it gives it
//! back to the system.
#![allow(unsafe_code)]

/// Larger pieces come from the system and go back to it at once, such as the bytes of a file of
/// weights. No value of a network of the zoo is as large with one picture.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const LARGE: libc::c_int = 16 << 20;

/// So much may lie free at the end of a thread's heap before it goes back to the system, which
/// [`trim`] does for the main thread's alone: more than a pass frees at once.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const KEPT: libc::c_int = 32 << 20;

/// Keeps what a forward pass frees for the next one. By itself glibc gives large pieces back to the
/// system, which hands them out again page by page: `classify` of 48 photos met 166,000 page faults
/// without this and meets 40,000 with it. Call it before the first tensor, where one network sees
/// one picture after the other. With a live picture there is nothing to gain, since a frame's
/// values are there until the next one's; and where networks are changed less would be given back.
pub fn keep_for_the_next_pass() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: glibc's own call for this; it only sets numbers that later calls of malloc and free
    // read, under its own lock.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE);
        libc::mallopt(libc::M_TRIM_THRESHOLD, KEPT);
    }
}

/// Returns what is free in the heap to the system. It takes milliseconds: after a network was
/// dropped, not after a pass.
///
/// The allocator keeps what a network leaves behind, in pieces that the next one seldom fits:
/// without this, fifty changes of network left a program of 210 MB at 380 MB.
pub fn trim() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: glibc's own call, with its own locks; it touches nothing that is in use.
    unsafe {
        libc::malloc_trim(0);
    }
}
