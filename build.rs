//! Writes the folders of libtorch's libraries into every binary, so that they are found at run time
//! without `LD_LIBRARY_PATH`: `lib` beside the program, where it was packaged, then the libtorch
//! that it is built with.

use std::{
    env::{
        self,
        consts::{DLL_PREFIX, DLL_SUFFIX},
    },
    path::Path,
    process::ExitCode,
};

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=LIBTORCH");
    let libtorch = env::var("LIBTORCH").unwrap_or_else(|_| ".libtorch/torch".into());
    // A link in the checkout is resolved, so that a binary still runs after the checkout has moved.
    match Path::new(&libtorch).join("lib").canonicalize() {
        Ok(lib) => {
            let library = lib.join(format!("{DLL_PREFIX}torch_cpu{DLL_SUFFIX}"));
            println!("cargo:rerun-if-changed={}", library.display());
            println!("cargo:rustc-link-arg=-Wl,-rpath,{}/lib", own_folder());
            println!("cargo:rustc-link-arg=-Wl,-rpath,{}", lib.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("no libtorch in {libtorch} ({error}): run scripts/setup");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the program, as the loader of the system that it is built for calls it.
fn own_folder() -> &'static str {
    match env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("macos") => "@executable_path",
        _ => "$ORIGIN",
    }
}
