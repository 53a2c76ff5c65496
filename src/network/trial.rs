//! The trial whether bf16 is faster here: a few passes in both precisions before the first picture.
//!
//! Which operations are faster in bf16 depends on the processor, on libtorch and on the network's
//! kinds of convolution. A table of them would be wrong on the next machine; a measurement is not.

use std::time::{Duration, Instant};

use super::Network;
use crate::error::{Error, Result};

/// Passes in each precision, after one that does not count: it gets memory and compiles kernels.
const PASSES: usize = 5;
/// No further pass once they have taken this long: a large network would hold up the first picture.
const PATIENCE: Duration = Duration::from_millis(400);
/// How many times slower is clearly slower: less may be noise, and is no harm.
const CLEARLY: f64 = 1.1;

/// The fastest pass of each network. Other programs make passes slower, never faster: on a busy
/// machine the fastest of five says more than their median.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// In f32.
    pub f32: Duration,
    /// In bf16.
    pub bf16: Duration,
}

impl Trial {
    /// Runs both networks in turn, the same one in f32 and in bf16.
    ///
    /// # Errors
    /// Those of [`Network::logits`].
    pub fn run(f32: &Network, bf16: &Network) -> Result<Self> {
        let size = f32.spec.input;
        let grey = vec![0.0; size.area() * 3];
        let (f32_input, bf16_input) = (f32.input(&grey, size)?, bf16.input(&grey, size)?);
        let pass = || {
            let begun = Instant::now();
            f32.logits(&f32_input)?;
            let between = Instant::now();
            bf16.logits(&bf16_input)?;
            Ok(Self { f32: between - begun, bf16: between.elapsed() })
        };
        pass()?;
        let (begun, mut fastest): (_, Self) = (Instant::now(), pass()?);
        for _ in 1..PASSES {
            if begun.elapsed() > PATIENCE {
                break;
            }
            let Self { f32, bf16 } = pass()?;
            fastest = Self { f32: fastest.f32.min(f32), bf16: fastest.bf16.min(bf16) };
        }
        Ok(fastest)
    }

    /// Refuses bf16 where it is clearly slower. `what` ran: "AlexNet on CPU, 1 thread".
    ///
    /// # Errors
    /// [`Error::Device`] with both figures.
    pub fn judge(self, what: &str) -> Result<()> {
        let [f32, bf16] = [self.f32, self.bf16].map(|fastest| fastest.as_secs_f64() * 1e3);
        log::debug!("a pass of {what} takes {f32:.1} ms in f32, {bf16:.1} ms in bf16");
        if bf16 <= CLEARLY * f32 {
            return Ok(());
        }
        Err(Error::Device(format!(
            "--precision bf16 is slower here: a pass of {what} takes {bf16:.1} ms instead of {f32:.1} ms; leave it out"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(f32: u64, bf16: u64) -> Result<()> {
        let [f32, bf16] = [f32, bf16].map(Duration::from_micros);
        Trial { f32, bf16 }.judge("AlexNet on CPU, 1 thread")
    }

    #[test]
    fn only_what_is_clearly_slower_is_refused_with_both_figures() {
        judge(10_000, 6_000).unwrap();
        judge(10_000, 10_900).unwrap();
        judge(0, 0).unwrap();
        let error = judge(10_000, 11_200).unwrap_err().to_string();
        assert_eq!(
            error,
            "--precision bf16 is slower here: a pass of AlexNet on CPU, 1 thread takes 11.2 ms instead of 10.0 ms; \
             leave it out"
        );
    }
}
