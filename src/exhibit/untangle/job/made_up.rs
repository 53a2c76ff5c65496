//! What the job finds in the end, for tests of the screen: really trained, once for each question.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::*;

/// The end of the training of this network.
pub fn trained(wanted: Wanted) -> Arc<Untangled> {
    static KNOWN: Mutex<Option<HashMap<Wanted, Arc<Untangled>>>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    Arc::clone(known.entry(wanted).or_insert_with(|| {
        let mut job = UntangleJob::with_codes(wanted, &[]);
        job.clock = Duration::from_secs_f64(f64::from(PASSES) / PACE + 1.0);
        while !job.found.is_over() && !job.found.points.is_empty() {
            job.go_on();
        }
        job.found
    }))
}
