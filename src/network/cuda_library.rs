//! Opening libtorch's CUDA half at run time, so that one program serves machines with and without it.
#![allow(unsafe_code)]

use libloading::Library;

/// Opens libtorch's CUDA library, which registers the CUDA devices. It must be called before the first tensor is made.
///
/// # Errors
/// The loader's reason, one line.
pub fn open() -> Result<(), String> {
    // SAFETY: opening runs the library's initialisers. They are libtorch's own, built as one with the libtorch_cpu that
    // is linked already, and only add CUDA's operators to its tables.
    let library = unsafe { Library::new(libloading::library_filename("torch_cuda")) };
    let library = library.map_err(|error| one_line(&error))?;
    // libtorch's tables point into the library from now on: it must never be closed.
    std::mem::forget(library);
    Ok(())
}

fn one_line(error: &libloading::Error) -> String {
    let cause = std::error::Error::source(error).map_or(error.to_string(), ToString::to_string);
    cause.lines().next().unwrap_or("it cannot be opened").to_owned()
}
