//! What the README says of the program is what the program says of itself.

use deepvis::control::keymap;

#[test]
fn the_readmes_table_of_keys_is_the_keymaps() {
    let readme = include_str!("../README.md");
    let table = keymap::markdown();
    assert!(readme.contains(&table), "put this between <!-- keys --> and <!-- /keys -->:\n{table}");
}
