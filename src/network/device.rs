//! The device a network is computed on (CPU or CUDA), and its number of threads.

use std::fmt;
use std::str::FromStr;
use std::thread::available_parallelism;

use super::{cuda_library, graphics_card};
use crate::error::{Error, Result};

/// What libtorch 2.11's CUDA 13.0 asks for.
const OLDEST_DRIVER: u32 = 580;

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeviceChoice {
    /// CUDA where there is one, otherwise the CPU.
    #[default]
    Auto,
    /// The processor.
    Cpu,
    /// This CUDA device, from 0.
    Cuda(usize),
}

impl FromStr for DeviceChoice {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unknown = || Error::Device(format!("unknown device {text}: auto, cpu, cuda or cuda:N"));
        match text.split_once(':') {
            None if text == "auto" => Ok(Self::Auto),
            None if text == "cpu" => Ok(Self::Cpu),
            None if text == "cuda" => Ok(Self::Cuda(0)),
            Some(("cuda", number)) => number.parse().map(Self::Cuda).ok().ok_or_else(unknown),
            _ => Err(unknown()),
        }
    }
}

/// A device that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Device {
    torch: tch::Device,
    threads: usize,
}

impl Device {
    /// Opens the device and sets libtorch's number of threads, by default [`default_threads`]. Call
    /// it once, before the first tensor, on the thread that will compute.
    ///
    /// # Errors
    /// [`Error::Device`] where CUDA was asked for and is not there.
    pub fn open(choice: DeviceChoice, threads: Option<usize>) -> Result<Self> {
        let threads = threads.unwrap_or_else(default_threads).max(1);
        let torch = match choice {
            DeviceChoice::Cpu => tch::Device::Cpu,
            DeviceChoice::Cuda(index) => open_cuda(index)?,
            DeviceChoice::Auto => open_cuda(0).unwrap_or_else(|error| {
                log::debug!("computing on the CPU: {error}");
                tch::Device::Cpu
            }),
        };
        let device = Self { torch, threads };
        device.settle();
        Ok(device)
    }

    /// The same with one thread, where several passes are to run beside each other.
    #[must_use]
    pub fn with_one_thread(self) -> Self {
        Self { threads: 1, ..self }
    }

    /// Gives the calling thread libtorch's number of threads, which is its own on each thread that
    /// computes. [`Self::open`] does so where it is called.
    pub fn settle(self) {
        tch::set_num_threads(i32::try_from(self.threads).unwrap_or(i32::MAX));
    }

    /// As tch names it.
    pub fn torch(self) -> tch::Device {
        self.torch
    }

    /// libtorch's number of threads.
    pub fn threads(self) -> usize {
        self.threads
    }

    /// For the screen: "CPU, 1 thread", "CUDA 0, A100-SXM4-40GB".
    pub fn describe(self) -> String {
        match (self.torch, self.threads) {
            (tch::Device::Cuda(index), _) => match graphics_card::model() {
                Some(model) => format!("CUDA {index}, {model}"),
                None => format!("CUDA {index}"),
            },
            (_, 1) => "CPU, 1 thread".into(),
            (_, threads) => format!("CPU, {threads} threads"),
        }
    }
}

/// As on the command line: "cpu", "cuda:0".
impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.torch {
            tch::Device::Cuda(index) => write!(f, "cuda:{index}"),
            _ => f.write_str("cpu"),
        }
    }
}

/// One less than the processor has, so that drawing and capture do not have to share: a pass that
/// shares a core is twice as slow as one with a thread less.
pub fn default_threads() -> usize {
    available_parallelism().map_or(1, |cores| (cores.get() - 1).max(1))
}

fn open_cuda(index: usize) -> Result<tch::Device> {
    cuda_library::open().map_err(Error::Device)?;
    let devices = usize::try_from(tch::Cuda::device_count()).unwrap_or(0);
    if index < devices {
        return Ok(tch::Device::Cuda(index));
    }
    Err(Error::Device(absent(index, devices, graphics_card::driver_version())))
}

/// Why there is no device of this number among so many.
fn absent(index: usize, devices: usize, driver: Option<String>) -> String {
    match (devices, driver) {
        (0, None) => {
            "no CUDA device: NVIDIA's driver is not running; install it, or leave --device out"
                .into()
        }
        (0, Some(version)) => format!(
            "no CUDA device: libtorch finds none with NVIDIA's driver {version}; it needs {OLDEST_DRIVER} or later"
        ),
        (1, _) => format!("no CUDA device {index}; there is only cuda:0"),
        _ => format!("no CUDA device {index}; there are cuda:0 to cuda:{}", devices - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_parsed_and_nothing_is_guessed() {
        assert_eq!("auto".parse::<DeviceChoice>().unwrap(), DeviceChoice::Auto);
        assert_eq!("cuda".parse::<DeviceChoice>().unwrap(), DeviceChoice::Cuda(0));
        assert_eq!("cuda:3".parse::<DeviceChoice>().unwrap(), DeviceChoice::Cuda(3));
        for wrong in ["", "gpu", "cuda:", "cuda:x", "cpu:0"] {
            let error = wrong.parse::<DeviceChoice>().unwrap_err().to_string();
            assert_eq!(error, format!("unknown device {wrong}: auto, cpu, cuda or cuda:N"));
        }
    }

    #[test]
    fn a_cuda_device_that_is_not_there_is_a_line_and_auto_falls_back() {
        let error = Device::open(DeviceChoice::Cuda(4096), Some(1)).unwrap_err().to_string();
        assert!(error.starts_with("no CUDA") && error.lines().count() == 1, "{error}");
        assert!(error.contains("; "), "no next step: {error}");
        let device = Device::open(DeviceChoice::Cpu, Some(1)).unwrap();
        assert_eq!((device.describe(), device.to_string()), ("CPU, 1 thread".into(), "cpu".into()));
        Device::open(DeviceChoice::Auto, Some(1)).unwrap();
    }

    #[test]
    fn a_device_that_is_absent_is_told_from_a_driver_that_is() {
        assert!(absent(0, 0, None).contains("driver is not running; install it"));
        let old = absent(0, 0, Some("550.54.15".into()));
        assert!(old.ends_with("with NVIDIA's driver 550.54.15; it needs 580 or later"), "{old}");
        assert_eq!(absent(2, 1, None), "no CUDA device 2; there is only cuda:0");
        assert_eq!(absent(2, 2, None), "no CUDA device 2; there are cuda:0 to cuda:1");
    }
}
