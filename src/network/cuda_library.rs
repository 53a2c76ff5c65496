//! The opening of libtorch's CUDA library at run time.
//!
//! So one program serves machines with and without it.
#![allow(unsafe_code)]

use std::path::Path;

use libloading::Library;

use crate::package;

/// The libtorch that this program was built with.
const LIBTORCH: Option<&str> = option_env!("LIBTORCH");
/// What CUDA's run-time compiler opens by its bare name: it is found only where it is open already.
/// Beside the libtorch of the set-up; another libtorch finds its own or does not need it.
const COMPILER_BUILTINS: &str = "nvidia/cu13/lib/libnvrtc-builtins.so.13.0";

/// Opens libtorch's CUDA library, which registers the CUDA devices. It must be called before the
/// first tensor is made.
///
/// # Errors
/// One line: the loader's reason, and what to do.
pub fn open() -> Result<(), String> {
    if cfg!(target_os = "macos") {
        return Err("no CUDA on macOS; leave --device out".into());
    }
    open_compiler_builtins();
    // SAFETY: opening runs the library's initialisers. They are libtorch's own, built as one with
    // the libtorch_cpu that is linked already, and only add CUDA's operators to its tables.
    let library = unsafe { Library::new(libloading::library_filename("torch_cuda")) };
    let library = library.map_err(|error| {
        format!(
            "no CUDA in this libtorch ({}); {}",
            one_line(&error),
            next_step(LIBTORCH, package::folder().is_some())
        )
    })?;
    // libtorch's tables point into the library from now on: it must never be closed.
    std::mem::forget(library);
    Ok(())
}

fn open_compiler_builtins() {
    let Some(packages) = LIBTORCH.and_then(|libtorch| Path::new(libtorch).parent()) else { return };
    let path = packages.join(COMPILER_BUILTINS);
    if !path.exists() {
        return;
    }
    // SAFETY: the library is a table of sources for the compiler; opening it runs nothing else of
    // ours or of libtorch.
    match unsafe { Library::new(&path) } {
        Ok(library) => std::mem::forget(library),
        Err(error) => log::debug!("{}: {}", path.display(), one_line(&error)),
    }
}

/// The set-up's own libtorch can be completed; another is its owner's.
fn next_step(libtorch: Option<&str>, is_packaged: bool) -> String {
    if is_packaged {
        return "DeepVis is packaged for the processor alone".into();
    }
    let set_up = Path::new(env!("CARGO_MANIFEST_DIR")).join(".libtorch/torch");
    match libtorch {
        Some(own) if Path::new(own) != set_up => {
            format!("DeepVis was built with LIBTORCH={own}: build it with one that has CUDA")
        }
        _ => "run scripts/setup --cuda".into(),
    }
}

fn one_line(error: &libloading::Error) -> String {
    let cause = std::error::Error::source(error).map_or(error.to_string(), ToString::to_string);
    cause.lines().next().unwrap_or("it cannot be opened").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_step_depends_on_whose_libtorch_it_is() {
        assert_eq!(next_step(None, false), "run scripts/setup --cuda");
        let set_up = concat!(env!("CARGO_MANIFEST_DIR"), "/.libtorch/torch");
        assert_eq!(next_step(Some(set_up), false), "run scripts/setup --cuda");
        let own = next_step(Some("/opt/libtorch"), false);
        assert!(own.contains("LIBTORCH=/opt/libtorch: build it with one that has CUDA"), "{own}");
        assert!(next_step(Some(set_up), true).contains("for the processor alone"));
    }
}
