//! The connected cameras, by number and name.

#[cfg(target_os = "linux")]
use std::{fs, path::Path};

/// A connected camera, not yet opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its number: N of /dev/videoN on Linux, elsewhere its place in the system's list.
    pub index: u32,
    /// What its driver calls it.
    pub name: String,
}

/// The cameras in order of their numbers.
#[cfg(target_os = "linux")]
pub fn nodes() -> Vec<Node> {
    nodes_below(Path::new(CLASS))
}

/// The cameras in order of their numbers. A list that the system does not give is empty.
#[cfg(not(target_os = "linux"))]
pub fn nodes() -> Vec<Node> {
    let found = nokhwa::query(nokhwa::utils::ApiBackend::Auto).unwrap_or_else(|error| {
        log::warn!("the system does not list its cameras: {error}");
        Vec::new()
    });
    let node = |info: nokhwa::utils::CameraInfo| {
        Some(Node { index: info.index().as_index().ok()?, name: info.human_name() })
    };
    let mut nodes: Vec<Node> = found.into_iter().filter_map(node).collect();
    nodes.sort_by_key(|node| node.index);
    nodes
}

/// Where the kernel lists its video devices, by name and without a right to open them. Not through
/// nokhwa: its list panics at a device file without a number, and has the metadata's as well.
#[cfg(target_os = "linux")]
const CLASS: &str = "/sys/class/video4linux";

/// A driver may have several device files for one camera; those after its first deliver metadata,
/// not pictures, and are left out.
#[cfg(target_os = "linux")]
fn nodes_below(class: &Path) -> Vec<Node> {
    let entries = fs::read_dir(class).into_iter().flatten().flatten();
    let mut nodes: Vec<Node> = entries
        .filter_map(|entry| {
            let index = entry.file_name().to_str()?.strip_prefix("video")?.parse().ok()?;
            let of = |file: &str| fs::read_to_string(entry.path().join(file));
            let first = of("index").map_or(true, |number| number.trim() == "0");
            let name =
                of("name").map_or_else(|_| format!("video{index}"), |name| name.trim().to_owned());
            first.then_some(Node { index, name })
        })
        .collect();
    nodes.sort_by_key(|node| node.index);
    nodes
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn metadata_and_foreign_files_are_dropped_and_the_rest_sorted() {
        let class = tempfile::tempdir().unwrap();
        for (file, name, index) in [
            ("video10", "Ten", "0"),
            ("video1", "Two metadata", "1"),
            ("video2", "Two", "0"),
            ("videofoo", "No number", "0"),
            ("v4l-subdev0", "No camera", "0"),
        ] {
            let place = class.path().join(file);
            fs::create_dir(&place).unwrap();
            fs::write(place.join("name"), format!("{name}\n")).unwrap();
            fs::write(place.join("index"), format!("{index}\n")).unwrap();
        }
        let node = |index, name: &str| Node { index, name: name.to_owned() };
        assert_eq!(nodes_below(class.path()), [node(2, "Two"), node(10, "Ten")]);
        assert_eq!(nodes_below(&class.path().join("none")), []);
    }
}
