//! Tests of the arrows: which module imports which, as ARCHITECTURE.md's table says, and no circle.
//!
//! `UPDATE_ARROWS=1` writes what the sources say into the table; remarks in brackets stay.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::{NOBODY, SOURCES, Source, root};

/// What everybody may import.
const EVERYBODY: [&str; 7] =
    ["error", "frame", "geometry", "interrupt", "nearest", "resample", "words"];

/// Arrows that must never be, whatever the table says: the first knows none of the others.
const NEVER: [(&str, &[&str]); 12] = [
    ("source", &["network", "taps", "snapshot", "view", "screen"]),
    ("network", &["source", "preprocess", "taps", "attribution", "snapshot"]),
    ("taps", &["source", "preprocess", "snapshot", "exhibit"]),
    ("snapshot", &["dynamics", "control", "exhibit", "engine"]),
    ("dynamics", &["control", "canvas", "view", "exhibit", "screen"]),
    ("canvas", &["network", "snapshot", "view", "screen"]),
    ("screen", &["network", "snapshot", "control", "view", "pipeline"]),
    ("control", &["view", "exhibit", "dashboard", "engine", "pipeline"]),
    ("view", &["screen", "exhibit", "dashboard", "engine", "pipeline"]),
    ("exhibit", &["source", "recording", "dashboard", "engine", "pipeline"]),
    ("dashboard", &["source", "recording", "engine", "pipeline"]),
    ("engine", &["control", "canvas", "view", "screen", "dashboard", "pipeline"]),
];

/// Who imports whom.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The table of ARCHITECTURE.md: what is before it, its rows, what is after it.
struct Table {
    before: String,
    /// Each module with its cell.
    rows: Vec<(String, String)>,
    after: String,
}

/// The row of the program, which is no module of the library.
const PROGRAM: &str = "bin";

impl Table {
    fn new(document: &str) -> Self {
        let (before, rest) = document.split_once("| folder | imports |\n| --- | --- |\n").unwrap();
        let (rows, after) = rest.split_once("\n\n").unwrap();
        let row = |row: &str| {
            let (module, cell) = row.trim_matches('|').split_once('|').unwrap();
            (module.trim().trim_matches('`').to_owned(), cell.trim().to_owned())
        };
        Self {
            before: before.to_owned(),
            rows: rows.lines().map(row).collect(),
            after: after.to_owned(),
        }
    }

    /// The same with the arrows that there are, each with the remark that it has already.
    fn with(mut self, arrows: &Arrows) -> Self {
        self.rows.retain(|(module, _)| module == PROGRAM || arrows.contains_key(module));
        for (module, imported) in arrows {
            let at = self.rows.iter().position(|(known, _)| known == module);
            let remarks = remarks(at.map_or("", |at| &self.rows[at].1));
            let item = |name: &String| format!("`{name}`{}", remarks.get(name).map_or("", |r| r));
            let items: Vec<String> = imported.iter().map(item).collect();
            let cell = if items.is_empty() { NOTHING.to_owned() } else { items.join(", ") };
            match at {
                Some(at) => self.rows[at].1 = cell,
                None => self.rows.insert(self.rows.len() - 1, (module.clone(), cell)),
            }
        }
        self
    }

    fn document(&self) -> String {
        let row = |(module, cell): &(String, String)| format!("| `{module}` | {cell} |\n");
        let rows: String = self.rows.iter().map(row).collect();
        format!("{}| folder | imports |\n| --- | --- |\n{rows}\n{}", self.before, self.after)
    }
}

const NOTHING: &str = "nothing else";

/// What stands in brackets behind the names of a cell.
fn remarks(cell: &str) -> BTreeMap<String, String> {
    let mut parts = cell.split('`').skip(1);
    let mut found = BTreeMap::new();
    while let (Some(name), Some(rest)) = (parts.next(), parts.next()) {
        let end = rest.rfind(')').map_or(0, |end| end + 1);
        found.insert(name.to_owned(), rest[..end].to_owned());
    }
    found
}

/// The items of a list in braces that has just begun, each with what follows its name.
fn items(list: &str) -> Vec<String> {
    let (mut items, mut depth) = (vec![String::new()], 0);
    for character in list.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ if depth == 0 => items.last_mut().unwrap().push(character),
            _ => {}
        }
    }
    items
}

/// The modules of the crate that code names, as `crate::name` or in a list, `crate::{name, …}`.
fn imported(code: &str) -> Vec<String> {
    let is_part = |c: &char| c.is_alphanumeric() || *c == '_';
    let named = code.split("crate::").skip(1).flat_map(|rest| match rest.strip_prefix('{') {
        Some(list) => items(list),
        None => vec![rest.to_owned()],
    });
    let names = named.map(|item| item.trim().chars().take_while(is_part).collect::<String>());
    // What begins with a capital is a type at the root of the crate; so is the macro of `words`.
    names.filter(|name| name.starts_with(char::is_lowercase) && name != "say").collect()
}

/// The code of a file, with `crate::` wherever it climbs up to there by `super::`.
fn from_the_root(source: &Source) -> String {
    let path = source.name.trim_end_matches(".rs").trim_end_matches("/mod");
    let climb = "super::".repeat(path.split('/').count());
    let lines: Vec<&str> = source.code().map(|(_, line)| line).collect();
    lines.join("\n").replace(&climb, "crate::")
}

/// The arrows that the sources say, tests and the program aside.
fn arrows() -> Arrows {
    let mut found = Arrows::new();
    let library = SOURCES.iter().filter(|source| !source.is_test && source.module() != PROGRAM);
    for source in library.filter(|source| source.module() != "lib") {
        let module = source.module();
        let names = imported(&from_the_root(source)).into_iter().filter(|name| name != module);
        found.entry(module.to_owned()).or_default().extend(names);
    }
    found
}

/// A way from a module back to itself; none where there is none.
fn circle(arrows: &Arrows) -> Option<Vec<&str>> {
    let mut left = arrows.clone();
    // What imports nothing that is left is in no circle.
    while let Some(free) = left.iter().find_map(|(module, imported)| {
        imported.iter().all(|name| !left.contains_key(name)).then(|| module.clone())
    }) {
        left.remove(&free);
    }
    // Whatever is left imports something that is left.
    let mut way = vec![arrows.get_key_value(left.keys().next()?)?.0.as_str()];
    loop {
        let imported = &arrows[*way.last()?];
        let next = imported.iter().find(|name| left.contains_key(*name))?.as_str();
        if let Some(at) = way.iter().position(|module| *module == next) {
            return Some(way.split_off(at));
        }
        way.push(next);
    }
}

/// The arrows that the table lists: those to what everybody may import are left out.
fn listed() -> Arrows {
    let mut arrows = arrows();
    arrows.retain(|module, _| !EVERYBODY.contains(&module.as_str()));
    for imported in arrows.values_mut() {
        imported.retain(|name| !EVERYBODY.contains(&name.as_str()));
    }
    arrows
}

#[test]
fn modules_import_those_that_the_table_of_arrows_names() {
    let path = root().join("ARCHITECTURE.md");
    let document = fs::read_to_string(&path).unwrap();
    let renewed = Table::new(&document).with(&listed()).document();
    if std::env::var_os("UPDATE_ARROWS").is_some() {
        fs::write(&path, renewed).unwrap();
        return;
    }
    let [old, new] = [&document, &renewed].map(|text| Table::new(text).rows);
    let changed: Vec<_> = new.iter().filter(|row| !old.contains(row)).collect();
    assert!(
        changed.is_empty() && document == renewed,
        "ARCHITECTURE.md's arrows are not those of the sources, which say {changed:#?}; where that \
         is meant: UPDATE_ARROWS=1 cargo test --release --test deepvis arrows"
    );
}

#[test]
fn what_everybody_may_import_imports_nobody_else() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap().replace('\n', " ");
    let (_, rest) = text.split_once("Who imports whom, besides ").unwrap();
    let (named, _) = rest.split_once(", which everybody may").unwrap();
    let named: Vec<&str> = named.split('`').skip(1).step_by(2).collect();
    assert_eq!(named, EVERYBODY);
    let arrows = arrows();
    for module in EVERYBODY {
        let is_other = |name: &&String| !EVERYBODY.contains(&name.as_str());
        let others = arrows[module].iter().filter(is_other).cloned();
        assert_eq!(others.collect::<Vec<_>>(), NOBODY, "{module}");
    }
}

#[test]
fn no_arrows_run_in_a_circle() {
    assert_eq!(circle(&arrows()), None);
}

#[test]
fn arrows_that_must_never_be_are_not() {
    let arrows = arrows();
    for (module, others) in NEVER {
        let imported = &arrows[module];
        for other in others {
            assert!(arrows.contains_key(*other), "there is no module {other}");
            assert!(!imported.contains(*other), "{module} imports {other}");
        }
    }
}

/// Arrows as they are written here: "a b c" for a module a that imports b and c.
fn made_up(rows: &[&str]) -> Arrows {
    let mut arrows = Arrows::new();
    for row in rows {
        let mut names = row.split(' ').map(str::to_owned);
        arrows.insert(names.next().unwrap(), names.collect());
    }
    arrows
}

#[test]
fn a_circle_is_found_and_said() {
    let mut arrows = made_up(&["a b c", "b c", "c", "d a e", "e f b", "f d c"]);
    assert_eq!(circle(&arrows), Some(vec!["d", "e", "f"]));
    arrows.insert("f".into(), BTreeSet::new());
    assert_eq!(circle(&arrows), None);
    assert_eq!(circle(&made_up(&["a a"])), Some(vec!["a"]));
}

#[test]
fn code_says_what_it_imports() {
    let names = |code| imported(code).join(" ");
    assert_eq!(names("use crate::view::{Brush, Target};"), "view");
    assert_eq!(
        names("let a: crate::taps::Taps = crate::frame::of(crate::Error::A);"),
        "taps frame"
    );
    assert_eq!(
        names("use crate::{\n    canvas::{self, text},\n    view::Brush,\n};"),
        "canvas view"
    );
    assert_eq!(names("use super::view;"), "");
    let code = |name: &str, text: &str| {
        from_the_root(&Source { name: name.into(), text: text.into(), is_test: false })
    };
    assert_eq!(code("exhibit/counts/mod.rs", "use super::super::view;"), "use crate::view;");
    assert_eq!(
        code("exhibit/counts/pane.rs", "use super::super::room;"),
        "use super::super::room;"
    );
}

#[test]
fn the_table_is_renewed_and_keeps_its_remarks() {
    let head = "Before.\n\n| folder | imports |\n| --- | --- |\n";
    let document = format!(
        "{head}| `a` | `b` (one, two), `c` |\n| `gone` | `a` |\n| `bin` | all |\n\nAfter.\n"
    );
    let arrows = made_up(&["a b d", "new", "b"]);
    let renewed = Table::new(&document).with(&arrows).document();
    let rows = "| `a` | `b` (one, two), `d` |\n| `b` | nothing else |\n| `new` | nothing else |\n";
    assert_eq!(renewed, format!("{head}{rows}| `bin` | all |\n\nAfter.\n"));
}
