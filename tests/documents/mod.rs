//! Tests of the documents: what they say of the program is what the program says of itself.

mod examples;
mod links;
mod tables;
mod tree;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The names of what lies in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What people read to use DeepVis: the README and the pages it leads to.
fn pages() -> Vec<String> {
    let pages = names(&root().join("docs")).into_iter().map(|name| format!("docs/{name}"));
    ["README.md".to_owned()].into_iter().chain(pages).collect()
}

/// All documents.
fn documents() -> Vec<String> {
    let others = [
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "assets/README.md",
        "assets/reel/README.md",
        "weights/README.md",
    ];
    pages().into_iter().chain(others.map(str::to_owned)).collect()
}

/// What stands between `<!-- name -->` and `<!-- /name -->`.
fn between(page: &str, name: &str) -> String {
    let text = read(page);
    let after = text.split_once(&format!("<!-- {name} -->\n"));
    let inner = after.and_then(|(_, rest)| rest.split_once(&format!("<!-- /{name} -->")));
    inner.unwrap_or_else(|| panic!("{page} has no part <!-- {name} -->")).0.to_owned()
}

/// The cells of a table, without its head.
fn rows(table: &str) -> Vec<Vec<String>> {
    let rows = table.lines().filter(|line| line.starts_with('|')).skip(2);
    let cell = |cell: &str| cell.trim().to_owned();
    rows.map(|row| row.trim_matches('|').split('|').map(cell).collect()).collect()
}

/// A document's text and, apart, its blocks of code, each with its language.
fn parts(text: &str) -> (String, Vec<(String, String)>) {
    let (mut words, mut blocks) = (String::new(), Vec::new());
    let mut open: Option<(String, String)> = None;
    for line in text.split_inclusive('\n') {
        match (line.trim_start().strip_prefix("```"), &mut open) {
            (Some(language), None) => open = Some((language.trim().to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, block))) => block.push_str(line),
            (None, None) => words.push_str(line),
        }
    }
    assert!(open.is_none(), "a block of code has no end");
    (words, blocks)
}

/// What stands in backticks within a text.
fn code(words: &str) -> Vec<String> {
    words.split('`').skip(1).step_by(2).map(|code| code.replace('\n', " ")).collect()
}

/// The program, with nobody's own settings and no screen.
fn deepvis(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepvis"));
    command.args(arguments);
    alone(&mut command);
    command
}

fn alone(command: &mut Command) {
    command.env("XDG_CONFIG_HOME", "/no/such/folder").env_remove("RUST_LOG");
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// Every command with its own help, in the order of the program's.
static COMMANDS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let help = |arguments: &[&str]| said(&deepvis(arguments).output().unwrap()).0;
    let whole = help(&["--help"]);
    let (_, list) = whole.split_once("Commands:\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    // Lines that go on with what a command does are further in.
    let named = list.lines().filter(|line| !line.starts_with("   "));
    let name = |line: &str| line.split_whitespace().next().unwrap().to_owned();
    let names = named.map(name).filter(|name| name != "help");
    names.map(|name| (name.clone(), help(&[&name, "--help"]))).collect()
});

fn commands() -> Vec<String> {
    COMMANDS.iter().map(|(name, _)| name.clone()).collect()
}

/// The commands that have an option.
fn commands_with(option: &str) -> BTreeSet<String> {
    let has = |help: &str| help.split_whitespace().any(|word| word == option);
    COMMANDS.iter().filter(|(_, help)| has(help)).map(|(name, _)| name.clone()).collect()
}
