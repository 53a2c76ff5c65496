//! Tests of ARCHITECTURE.md's table of folders and of its call chains: every source file has its
//! place, and every function that is named is called by the one above it.

use std::path::Path;

use super::{code, names, parts, read, root, rows};

/// The table under a heading of ARCHITECTURE.md.
fn table(heading: &str) -> Vec<Vec<String>> {
    let text = read("ARCHITECTURE.md");
    let (_, rest) = text.split_once(&format!("\n## {heading}\n")).unwrap();
    rows(rest.split("\n## ").next().unwrap())
}

/// The Rust files below a folder, as paths within the checkout.
fn sources(folder: &str, found: &mut Vec<String>) {
    for name in names(&root().join(folder)) {
        let path = format!("{folder}/{name}");
        if root().join(&path).is_dir() {
            sources(&path, found);
        } else if Path::new(&name).extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_source_file_has_its_place_in_the_table_of_folders() {
    let table = table("The folders");
    let mut files = Vec::new();
    sources("src", &mut files);
    sources("camera", &mut files);
    for path in &files {
        let (folder, file) = path.rsplit_once('/').unwrap();
        let stem = file.trim_end_matches(".rs");
        if ["mod", "lib", "tests"].contains(&stem) {
            continue;
        }
        let place = |row: &&Vec<String>| match row[0].trim_matches('`') {
            "src/*.rs" => folder == "src",
            whole => path == whole || path.starts_with(&format!("{whole}/")),
        };
        // A file that has a row of its own need not be named in another.
        let rows: Vec<_> = table.iter().filter(place).collect();
        let own = rows.iter().any(|row| row[0].trim_matches('`') == path);
        let named = rows.iter().any(|row| code(&row[2]).iter().any(|name| name == stem));
        assert!(own || named, "{path} is not in ARCHITECTURE.md's table of folders");
    }
    for row in &table {
        for name in code(&row[2]) {
            // Programs and files that are no sources have an ending, or a folder of their own kind.
            let folder = row[0].trim_matches('`');
            if !(folder.starts_with("src") || folder == "camera")
                || name.contains(['/', '.', ' ', '=', '(', '+'])
            {
                continue;
            }
            let is_there = |path: &String| {
                path.ends_with(&format!("/{name}.rs")) || path.contains(&format!("/{name}/"))
            };
            // Types, and functions of the file that is meant.
            let is_type = name.chars().any(char::is_uppercase);
            assert!(is_type || files.iter().any(is_there) || name == "run", "there is no {name}");
        }
    }
}

/// What the functions of this name in a file do: their lines, signature and all.
fn bodies(file: &str, function: &str) -> String {
    let text = read(&format!("src/{file}"));
    let mut found = String::new();
    let mut lines = text.lines();
    let begins = [format!("fn {function}("), format!("fn {function}<")];
    while let Some(line) = lines.find(|line| begins.iter().any(|begin| line.contains(begin))) {
        let depth = line.len() - line.trim_start().len();
        // The formatter closes a function where it began; a trait's may have no body.
        let end = [format!("{}}}", " ".repeat(depth)), format!("{});", " ".repeat(depth))];
        found.push_str(line);
        if line.ends_with(['}', ';']) {
            continue;
        }
        for line in lines.by_ref().take_while(|line| !end.iter().any(|end| line.starts_with(end))) {
            found.push_str(line);
            found.push('\n');
        }
    }
    found
}

/// A line of a call chain: how far in it stands, the type or module if it names one, the function,
/// the file.
type Call = (usize, String, String, String);

fn call(line: &str) -> Call {
    let depth = line.len() - line.trim_start().len();
    let mut words = line.split_whitespace();
    let (name, file) = (words.next().unwrap(), words.next().unwrap_or_default());
    let (owner, function) = name.rsplit_once("::").unwrap_or(("", name));
    (depth, owner.to_owned(), function.to_owned(), file.to_owned())
}

/// Call chains are the blocks of their section. Below each function stand those that it calls,
/// further in.
#[test]
fn every_function_of_the_call_chains_is_called_by_the_one_above_it() {
    let text = read("ARCHITECTURE.md");
    let (_, rest) = text.split_once("\n## Three walks\n").unwrap();
    let (_, blocks) = parts(rest.split("\n## ").next().unwrap());
    let mut count = 0;
    for (_, block) in blocks {
        let mut above: Vec<Call> = Vec::new();
        for line in block.lines().filter(|line| !line.trim().is_empty()) {
            let (depth, owner, function, file) = call(line);
            let body = bodies(&file, &function);
            assert!(!body.is_empty(), "{line}: src/{file} has no such function");
            let is_type = owner.starts_with(char::is_uppercase);
            let place = if is_type { read(&format!("src/{file}")) } else { file.clone() };
            assert!(place.contains(&owner), "{line}: {owner} is not in src/{file}");
            above.retain(|(before, ..)| *before < depth);
            if let Some((_, _, caller, within)) = above.last() {
                let calls = [format!("{function}("), format!("::{function})")];
                let body = bodies(within, caller);
                let is_called = calls.iter().any(|call| body.contains(call));
                assert!(is_called, "{line}: {caller} in src/{within} does not call it");
            }
            above.push((depth, owner, function, file));
            count += 1;
        }
    }
    assert!(count > 30, "the chains were not found");
}
