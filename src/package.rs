//! The folder that `scripts/package` makes: the program with its libtorch and its weights, carried
//! to a computer that has neither a checkout nor the scripts.

use std::env;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The package that this program stands in; none where it was built here.
pub fn folder() -> Option<&'static Path> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let found = || around(&env::current_exe().ok()?.canonicalize().ok()?);
    FOLDER.get_or_init(found).as_deref()
}

/// The folder of a program that has its libtorch in `lib` beside it.
fn around(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?;
    let libtorch = format!("{DLL_PREFIX}torch_cpu{DLL_SUFFIX}");
    folder.join("lib").join(libtorch).exists().then(|| folder.to_owned())
}

/// What to do where a file that belongs to the program is damaged.
pub fn repair() -> &'static str {
    if folder().is_some() { "unpack DeepVis again" } else { "run scripts/setup" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_is_a_folder_with_a_libtorch_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("deepvis");
        assert_eq!(around(&program), None);
        std::fs::create_dir(folder.path().join("lib")).unwrap();
        assert_eq!(around(&program), None);
        let libtorch = format!("lib/{DLL_PREFIX}torch_cpu{DLL_SUFFIX}");
        std::fs::write(folder.path().join(libtorch), "").unwrap();
        assert_eq!(around(&program).as_deref(), Some(folder.path()));
    }

    #[test]
    fn a_program_that_was_built_here_is_set_up_here() {
        assert_eq!((folder(), repair()), (None, "run scripts/setup"));
    }
}
