//! Tests of ARCHITECTURE.md's tables: every source file has its place, and imports are as it says.

use std::collections::BTreeSet;
use std::path::Path;

use super::{code, names, read, root, rows};

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
            if !folder.starts_with("src") || name.contains(['/', '.', ' ', '=', '(', '+']) {
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

/// What a module imports of the others, its tests aside.
fn imports(module: &str) -> BTreeSet<String> {
    let mut files = Vec::new();
    let (folder, file) = (format!("src/{module}"), format!("src/{module}.rs"));
    if root().join(&folder).is_dir() {
        sources(&folder, &mut files);
    }
    if root().join(&file).is_file() {
        files.push(file);
    }
    assert!(!files.is_empty(), "there is no module {module}");
    let mut found = BTreeSet::new();
    let tests = ["tests.rs", "goldens.rs"];
    for file in files.iter().filter(|file| !tests.iter().any(|test| file.ends_with(test))) {
        let text = read(file);
        let code = text.split("\nmod tests {").next().unwrap();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in lines {
            let names = line.split("crate::").skip(1);
            let name = |rest: &str| {
                rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
            };
            found.extend(names.map(name));
        }
    }
    found
}

#[test]
fn modules_import_those_that_the_table_of_arrows_names() {
    let everybody = ["error", "frame", "geometry", "interrupt", "nearest", "resample"];
    let text = read("ARCHITECTURE.md").replace('\n', " ");
    let (_, rest) = text.split_once("Who imports whom, besides ").unwrap();
    let listed = code(rest.split_once(", which everybody may").unwrap().0);
    assert_eq!(listed, everybody);
    for row in table("Allowed arrows") {
        let allowed: BTreeSet<String> = code(&row[1]).into_iter().collect();
        let modules = code(&row[0]);
        let mut used = BTreeSet::new();
        for module in &modules {
            used.extend(imports(module).into_iter().filter(|name| {
                // A type's name, from the root of the crate.
                let is_module = name.chars().all(|c| !c.is_uppercase());
                let own = name == module || name == "made_up";
                is_module && !own && !everybody.contains(&name.as_str())
            }));
        }
        if modules != ["bin"] {
            assert_eq!(used, allowed, "{modules:?}: used, and allowed");
        }
    }
}
