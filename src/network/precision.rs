//! The kind of numbers that a network computes with: f32 or bf16.

use std::fmt;
use std::str::FromStr;

use tch::Kind;

use super::device::Device;
use crate::error::{Error, Result};

/// How exactly numbers are kept. In both the probabilities, and what is drawn, are computed in f32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
    /// 24 binary digits.
    #[default]
    F32,
    /// The upper half of an f32: the same range, eight binary digits. Half the memory traffic, and
    /// faster where the processor can multiply it.
    Bf16,
}

/// What a processor's flag for bf16 arithmetic is called. Whatever has AMX's tiles of bf16 has this
/// as well.
#[cfg(target_arch = "x86_64")]
const FLAG: &str = "avx512_bf16";
/// What a processor's flag for bf16 arithmetic is called.
#[cfg(not(target_arch = "x86_64"))]
const FLAG: &str = "bf16";

impl Precision {
    /// As on the command line: "f32", "bf16".
    pub fn name(self) -> &'static str {
        match self {
            Self::F32 => "f32",
            Self::Bf16 => "bf16",
        }
    }

    /// As tch names it.
    pub fn kind(self) -> Kind {
        match self {
            Self::F32 => Kind::Float,
            Self::Bf16 => Kind::BFloat16,
        }
    }

    /// Answers whether the device has arithmetic for it. What a CUDA device has is not to be known
    /// beforehand: [`super::trial`] finds out.
    ///
    /// # Errors
    /// [`Error::Device`] where it would be worked out in software, several times slower than f32.
    pub fn check(self, device: Device) -> Result<()> {
        self.check_arithmetic(device.torch().is_cuda() || processor_has_bf16())
    }

    fn check_arithmetic(self, has_bf16: bool) -> Result<()> {
        if self == Self::F32 || has_bf16 {
            return Ok(());
        }
        Err(Error::Device(format!(
            "--precision bf16: this processor has no bf16 arithmetic ({FLAG}), so it would be slower than f32; leave it out"
        )))
    }
}

impl FromStr for Precision {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        [Self::F32, Self::Bf16]
            .into_iter()
            .find(|precision| precision.name() == text)
            .ok_or_else(|| Error::Device(format!("unknown precision {text}: f32 or bf16")))
    }
}

impl fmt::Display for Precision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(target_arch = "x86_64")]
fn processor_has_bf16() -> bool {
    std::arch::is_x86_feature_detected!("avx512bf16")
}

#[cfg(target_arch = "aarch64")]
fn processor_has_bf16() -> bool {
    std::arch::is_aarch64_feature_detected!("bf16")
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn processor_has_bf16() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        for precision in [Precision::F32, Precision::Bf16] {
            assert_eq!(precision.to_string().parse::<Precision>().unwrap(), precision);
        }
        let error = "f16".parse::<Precision>().unwrap_err().to_string();
        assert_eq!(error, "unknown precision f16: f32 or bf16");
    }

    #[test]
    fn bf16_is_refused_where_it_would_be_worked_out_in_software() {
        Precision::F32.check_arithmetic(false).unwrap();
        Precision::Bf16.check_arithmetic(true).unwrap();
        let error = Precision::Bf16.check_arithmetic(false).unwrap_err().to_string();
        assert!(error.starts_with("--precision bf16: this processor has no bf16"), "{error}");
        assert!(error.ends_with("leave it out") && error.lines().count() == 1, "{error}");
    }
}
