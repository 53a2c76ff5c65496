//! The interrupt: a flag, raised once at the end, that long waits and computations look at.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, Result};

/// Asks for the end of a wait, of a load, of a pass. All copies share one flag.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Every wait of every source that was opened with it ends within a tenth of a second, with an
    /// error; so does a network's load after the piece it is in, and its pass after the node it is
    /// in.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True once raised.
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether to go on; asked between two pieces of work. It costs no more than reading a number.
    ///
    /// # Errors
    /// [`Error::Interrupted`] once raised.
    pub fn check(&self) -> Result<()> {
        if self.is_raised() { Err(Error::Interrupted) } else { Ok(()) }
    }
}

/// Raised where the flag is set, as a signal handler does.
impl From<Arc<AtomicBool>> for Interrupt {
    fn from(flag: Arc<AtomicBool>) -> Self {
        Self(flag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupt_is_shared_by_its_copies() {
        let interrupt = Interrupt::default();
        let copy = interrupt.clone();
        assert!(copy.check().is_ok());
        interrupt.raise();
        assert!(copy.is_raised());
        assert_eq!(copy.check().unwrap_err().to_string(), "interrupted");
    }
}
