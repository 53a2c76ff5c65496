//! The log: to standard error, or to a file of limited size.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use env_logger::{Builder, DEFAULT_FILTER_ENV, Env, Target};
use file_rotate::compression::Compression;
use file_rotate::suffix::AppendCount;
use file_rotate::{ContentLimit, FileRotate};

use deepvis::Error;

/// A log file that has become longer than this is put aside, and a new one begun.
const LENGTH: usize = 5_000_000;
/// So many that were put aside are kept: FILE.1 and FILE.2.
const KEPT: usize = 2;

/// Warnings by default; nothing beside a window, whose person reads no terminal; into a file all
/// that a day brings. `RUST_LOG` decides where it is set.
///
/// # Errors
/// [`Error::Io`] where the file cannot be opened.
pub fn start(beside_a_window: bool, file: Option<&Path>) -> Result<(), Error> {
    let usual = match file {
        Some(_) => "info",
        None if beside_a_window => "off",
        None => "warn",
    };
    let mut builder = Builder::from_env(Env::default().default_filter_or(usual));
    if let Some(path) = file {
        // The crate would say nothing.
        let opened = OpenOptions::new().create(true).append(true).open(path);
        opened.map_err(Error::io("open the log", path))?;
        let limit = ContentLimit::BytesSurpassed(LENGTH);
        let file = FileRotate::new(path, AppendCount::new(KEPT), limit, Compression::None, None);
        builder.target(Target::Pipe(Box::new(file))).format(|out, record| {
            let now = chrono::Local::now().format("%Y-%m-%d %H:%M:%S%.3f");
            writeln!(out, "{now} {:5} {}: {}", record.level(), record.target(), record.args())
        });
    } else if std::env::var_os(DEFAULT_FILTER_ENV).is_none() {
        // For people, as errors are; whoever asks for a log gets its levels and places.
        builder.format(|out, record| writeln!(out, "deepvis: {}", record.args()));
    }
    builder.init();
    log::info!("DeepVis {}", env!("CARGO_PKG_VERSION"));
    Ok(())
}
