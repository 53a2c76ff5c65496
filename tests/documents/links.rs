//! Tests of the documents' links, named files and tables: targets exist, tables are whole.

use std::path::Path;

use super::{code, documents, names, parts, read, root};

/// The anchor that a heading gets on GitHub.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn anchors(document: &str) -> Vec<String> {
    let (words, _) = parts(&read(document));
    words.lines().filter(|line| line.starts_with('#')).map(anchor).collect()
}

/// Where each link of a text leads.
fn links(words: &str) -> Vec<String> {
    let rests = words.split("](").skip(1);
    rests.filter_map(|rest| rest.split_once(')')).map(|(link, _)| link.to_owned()).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut count = 0;
    for document in documents() {
        let folder = Path::new(&document).parent().unwrap();
        let (words, _) = parts(&read(&document));
        for link in links(&words).iter().filter(|link| !link.contains("://")) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => document.clone(),
                _ => folder.join(file).display().to_string(),
            };
            let there = root().join(&target);
            assert!(there.exists(), "{document}: {link} leads nowhere");
            if !heading.is_empty() {
                let known = anchors(&target);
                let found = known.iter().any(|known| known == heading);
                assert!(found, "{document}: {link} is none of {known:?}");
            }
            count += 1;
        }
    }
    assert!(count > 50, "they were not found");
}

#[test]
fn every_table_has_rows_of_as_many_cells_as_its_head() {
    for document in documents() {
        let (words, _) = parts(&read(&document));
        let lines: Vec<&str> = words.lines().collect();
        let is_row = |line: &&str| line.starts_with('|');
        for table in lines.chunk_by(|one, other| is_row(one) == is_row(other)) {
            let Some(head) = table.first().filter(|line| is_row(line)) else { continue };
            assert!(table.len() > 2, "{document}: nothing stands below {head}");
            let cells = |line: &str| line.matches('|').count();
            for row in table {
                assert_eq!(cells(row), cells(head), "{document}: {row}");
            }
        }
    }
}

#[test]
fn every_page_is_in_the_readmes_list() {
    let (words, _) = parts(&read("README.md"));
    let links = links(&words);
    for page in names(&root().join("docs")) {
        assert!(links.contains(&format!("docs/{page}")), "README.md does not lead to docs/{page}");
    }
}

#[test]
fn every_file_that_is_named_is_there() {
    let folders =
        ["src", "tests", "scripts", "weights", "share", "assets", "benches", "fuzz", "docs"];
    for document in documents() {
        let (words, _) = parts(&read(&document));
        for word in code(&words).iter().flat_map(|code| code.split_whitespace()) {
            let path = word.trim_end_matches(['.', ',', ':']);
            let is_ours = folders.iter().any(|folder| path.starts_with(&format!("{folder}/")));
            // Capital letters and stars stand for many files.
            let is_one = !path.contains('*') && !path.chars().any(char::is_uppercase)
                || path.ends_with("README.md");
            if is_ours && is_one {
                let fetched = path.ends_with(".safetensors");
                assert!(fetched || root().join(path).exists(), "{document}: there is no {path}");
            }
        }
    }
}

#[test]
fn every_asset_is_listed_with_where_it_is_from() {
    let text = read("assets/README.md");
    for name in names(&root().join("assets")) {
        let listed = text.contains(&format!("`{name}`")) || text.contains(&format!("`{name}/"));
        assert!(listed || name == "README.md", "assets/README.md says nothing of {name}");
    }
    let reel = read("assets/reel/README.md");
    for name in names(&root().join("assets/reel")) {
        assert!(reel.contains(&name) || name == "README.md", "nothing is said of reel/{name}");
    }
}
