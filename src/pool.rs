//! The program's one pool of threads, for work beside the thread that asked for it.
//!
//! Decoding and preparing pictures, and passes where no live picture waits. A thread for each core;
//! those that have nothing to do sleep. The inference thread never waits for it.

use std::collections::VecDeque;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::available_parallelism;

use crossbeam_channel::{Receiver, bounded};
use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::{Error, Result};

/// How many cores this process may use.
pub fn cores() -> usize {
    available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The pool, which is made when it is first asked for.
///
/// # Errors
/// [`Error::Device`] where its threads cannot be started.
pub fn pool() -> Result<&'static ThreadPool> {
    static POOL: OnceLock<Result<ThreadPool, String>> = OnceLock::new();
    let made = POOL.get_or_init(|| {
        let threads = ThreadPoolBuilder::new().num_threads(cores());
        // Who waits for what a job gives sees that nothing comes any more.
        let threads = threads.thread_name(|_| "pool".to_owned()).panic_handler(|_| {});
        threads.build().map_err(|error| error.to_string())
    });
    made.as_ref().map_err(|error| Error::Device(format!("cannot start a thread a core: {error}")))
}

/// Has the pool do `work` for each of these, in any order, and waits for it. Where there is no pool
/// it is done here.
pub fn side_by_side<T: Send>(parts: &mut [T], work: impl Fn(&mut T) + Send + Sync) {
    match pool() {
        Ok(pool) => pool.install(|| parts.par_iter_mut().for_each(work)),
        Err(_) => parts.iter_mut().for_each(work),
    }
}

/// Has the pool do this, soon, and gives what will come of it. Nothing comes where it panics.
///
/// # Errors
/// Those of [`pool`].
pub fn begin<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> Result<Receiver<R>> {
    let (done, result) = bounded(1);
    // Nobody may wait for it any more.
    pool()?.spawn(move || _ = done.send(work()).ok());
    Ok(result)
}

/// Has the pool do `work` for all `jobs`, and hands what comes of each to `take`, on this thread
/// and in order, whichever was done first. At most `ahead` of them are under way or wait to be
/// taken. Once `take` fails, no other job is begun.
///
/// # Errors
/// Those of [`pool`] and of `take`; [`Error::Crashed`].
///
/// # Panics
/// Where a job does.
pub fn in_order<J: Sync, R: Send, E: From<Error>>(
    jobs: &[J],
    ahead: usize,
    work: impl Fn(&J) -> R + Sync,
    mut take: impl FnMut(&J, R) -> Result<(), E>,
) -> Result<(), E> {
    let (is_over, work) = (AtomicBool::new(false), &work);
    pool()?.in_place_scope(|scope| {
        let (mut coming, mut under_way) = (jobs.iter(), VecDeque::new());
        let mut take_all = || {
            loop {
                let room = ahead.max(1) - under_way.len();
                under_way.extend(coming.by_ref().take(room).map(|job| {
                    let (done, result) = bounded(1);
                    let is_over = &is_over;
                    scope.spawn(move |_| {
                        if !is_over.load(Ordering::Relaxed) {
                            done.send(work(job)).ok();
                        }
                    });
                    (job, result)
                }));
                let Some((job, result)) = under_way.pop_front() else { return Ok(()) };
                // Nothing comes where the job panicked; the scope hands that on.
                take(job, result.recv().ok().ok_or(Error::Crashed("pool"))?)?;
            }
        };
        let taken = take_all();
        is_over.store(true, Ordering::Relaxed);
        taken
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    #[test]
    fn results_come_in_order_and_no_more_jobs_are_begun_than_may_be() {
        let jobs: Vec<usize> = (0..200).collect();
        for ahead in [0, 1, 3, 500] {
            let (begun, mut taken) = (AtomicUsize::new(0), Vec::new());
            let work = |&job: &usize| {
                begun.fetch_add(1, Ordering::SeqCst);
                // The later ones would overtake the earlier ones.
                (0..(job % 7) * 300).fold(job, |sum, n| sum.wrapping_mul(31).wrapping_add(n))
            };
            let taken_so_far = |&job: &usize, result: usize| {
                assert!(begun.load(Ordering::SeqCst) <= job + ahead.max(1));
                assert_eq!(result, work(&job));
                begun.fetch_sub(1, Ordering::SeqCst);
                taken.push(job);
                Ok::<(), Error>(())
            };
            in_order(&jobs, ahead, work, taken_so_far).unwrap();
            assert_eq!(taken, jobs);
        }
    }

    #[test]
    fn after_a_failure_nothing_more_is_taken_and_little_begun() {
        let jobs: Vec<usize> = (0..10_000).collect();
        let (begun, mut taken) = (AtomicUsize::new(0), 0);
        let work = |_: &usize| begun.fetch_add(1, Ordering::SeqCst);
        let error = in_order(&jobs, 4, work, |&job, _| {
            taken += 1;
            if job < 2 { Ok(()) } else { Err(Error::Interrupted) }
        });
        assert!(matches!(error, Err(Error::Interrupted)));
        assert_eq!(taken, 3);
        assert!(begun.into_inner() <= 2 + 4);
    }

    #[test]
    fn a_job_that_panics_is_not_waited_for() {
        let crash = || panic!("on purpose");
        assert!(begin(crash).unwrap().recv().is_err());
        assert_eq!(begin(|| 3).unwrap().recv(), Ok(3), "the pool goes on");
        let both = std::panic::catch_unwind(|| {
            in_order(&[1, 2], 2, |&n| assert_eq!(n, 1), |_, ()| Ok::<(), Error>(()))
        });
        assert!(both.is_err());
    }
}
