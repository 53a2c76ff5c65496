//! `deepvis completions`: prints a shell's completions of the command line.

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;

use super::Ending;
use crate::cli::{Cli, Completions};

pub fn run(arguments: &Completions) -> Result<Ending> {
    // Not straight to standard output: the crate panics where a pipe is closed early.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "deepvis", &mut script);
    super::stdout().write_all(&script)?;
    Ok(Ending::Done)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};

    use clap_complete::Shell;

    use super::*;

    /// Every file that is made of the command line, by its place in `share/`.
    fn generated() -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        for (shell, path) in [
            (Shell::Bash, "bash-completion/completions/deepvis"),
            (Shell::Fish, "fish/vendor_completions.d/deepvis.fish"),
            (Shell::Zsh, "zsh/site-functions/_deepvis"),
        ] {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "deepvis", &mut script);
            files.insert(path.into(), script);
        }
        let pages = tempfile::tempdir().unwrap();
        clap_mangen::generate_to(Cli::command(), pages.path()).unwrap();
        for page in fs::read_dir(pages.path()).unwrap() {
            let page = page.unwrap();
            let place = Path::new("man/man1").join(page.file_name());
            files.insert(place, fs::read(page.path()).unwrap());
        }
        files.insert("deepvis/deepvis.toml".into(), super::super::config::example());
        files
    }

    /// The files in this folder and below it, by their place in `root`.
    fn committed(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                committed(root, &path, files);
            } else {
                let place = path.strip_prefix(root).unwrap().to_owned();
                files.insert(place, fs::read(&path).unwrap());
            }
        }
    }

    #[test]
    fn the_committed_completions_and_manual_pages_are_the_command_lines() {
        let share = Path::new(env!("CARGO_MANIFEST_DIR")).join("share");
        let wanted = generated();
        if std::env::var_os("UPDATE_SHARE").is_some() {
            if share.exists() {
                fs::remove_dir_all(&share).unwrap();
            }
            for (place, bytes) in &wanted {
                let path = share.join(place);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
        let mut found = BTreeMap::new();
        committed(&share, &share, &mut found);
        let names: Vec<_> = wanted.keys().collect();
        assert!(found.keys().eq(names.iter().copied()), "share/ must hold {names:?}");
        for (place, bytes) in &wanted {
            assert!(
                found[place] == *bytes,
                "share/{} is not what the command line says; renew it with UPDATE_SHARE=1 cargo test --release --bin \
                 deepvis completions",
                place.display()
            );
        }
    }

    #[test]
    fn networks_and_files_are_completed() {
        let files = generated();
        let bash = &files[Path::new("bash-completion/completions/deepvis")];
        let bash = String::from_utf8_lossy(bash);
        assert!(bash.contains("efficientnet_lite0 efficientnet_lite1"), "networks by name");
        let zsh = &files[Path::new("zsh/site-functions/_deepvis")];
        let zsh = String::from_utf8_lossy(zsh);
        assert!(zsh.contains(":source") && zsh.contains("_files"), "sources as files");
    }
}
