//! The list of connected cameras, and the search for one by its number or name.

use deepvis_camera::{CameraFormat, Node, Setting, nodes};

use crate::error::{Error, Result};

use super::CameraChoice;

/// A camera as `deepvis cameras` lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct CameraInfo {
    /// Its number, for `camera:N`: on Linux N of /dev/videoN.
    pub index: u32,
    /// What its driver calls it.
    pub name: String,
    /// What it can deliver, of the formats that can be read, with the fastest rate of each size; or
    /// why that cannot be told.
    pub formats: Result<Vec<CameraFormat>, String>,
}

/// All cameras by number, with their formats. Opens each for a moment.
pub fn list_cameras() -> Vec<CameraInfo> {
    let info = |node: Node| {
        let formats = deepvis_camera::formats(&node).map_err(|error| error.to_string());
        let formats = formats.map(fastest);
        CameraInfo { index: node.index, name: node.name, formats }
    };
    nodes().into_iter().map(info).collect()
}

/// What can be set on a camera, as `deepvis cameras --controls` lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct CameraControls {
    /// Its number, for `camera:N`.
    pub index: u32,
    /// What its driver calls it.
    pub name: String,
    /// What can be set, or why that cannot be told.
    pub settings: Result<Vec<Setting>, String>,
}

/// The controls of all cameras. Opens each for a moment, also where others use it.
pub fn camera_controls() -> Vec<CameraControls> {
    let controls = |node: Node| {
        let settings = deepvis_camera::settings(&node).map_err(|error| error.to_string());
        CameraControls { index: node.index, name: node.name, settings }
    };
    nodes().into_iter().map(controls).collect()
}

/// Of each size in each pixel format only the fastest rate, in the list's order.
fn fastest(formats: Vec<CameraFormat>) -> Vec<CameraFormat> {
    let mut kept: Vec<CameraFormat> = Vec::new();
    for format in formats {
        let same = |k: &&mut CameraFormat| {
            (k.pixels, k.width, k.height) == (format.pixels, format.width, format.height)
        };
        match kept.iter_mut().find(same) {
            Some(known) if known.rate() < format.rate() => *known = format,
            Some(_) => (),
            None => kept.push(format),
        }
    }
    kept
}

/// The cameras that a choice may mean, the likeliest first.
pub(super) fn find(choice: &CameraChoice) -> Result<Vec<Node>> {
    matching(choice, nodes())
}

fn matching(choice: &CameraChoice, nodes: Vec<Node>) -> Result<Vec<Node>> {
    let present = match nodes.as_slice() {
        [] => return Err(Error::Absent("no camera is connected".to_owned())),
        some => some
            .iter()
            .map(|node| format!("{}: {}", node.index, node.name))
            .collect::<Vec<_>>()
            .join(", "),
    };
    let (found, missing) = match choice {
        CameraChoice::First => (nodes, String::new()),
        CameraChoice::Index(wanted) => {
            let found = nodes.into_iter().filter(|node| node.index == *wanted).collect();
            (found, format!("there is no camera {wanted}"))
        }
        CameraChoice::Name(wanted) => {
            let lower = wanted.to_lowercase();
            let exact = |node: &Node| node.name.to_lowercase() == lower;
            let mut found = nodes;
            found.retain(|node| node.name.to_lowercase().contains(&lower));
            found.sort_by_key(|node| !exact(node));
            (found, format!("no camera's name contains '{wanted}'"))
        }
        CameraChoice::Again { name, index } => {
            let mut found = nodes;
            found.retain(|node| node.name == *name);
            found.sort_by_key(|node| node.index != *index);
            (found, format!("there is no camera '{name}' any more"))
        }
        CameraChoice::After(index) => {
            let mut found = nodes;
            found.retain(|node| node.index != *index);
            let later = found.partition_point(|node| node.index < *index);
            found.rotate_left(later);
            (found, "there is no other camera".to_owned())
        }
    };
    if found.is_empty() {
        return Err(Error::Absent(format!("{missing}; there is {present}")));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::PixelFormat;

    fn node(index: u32, name: &str) -> Node {
        Node { index, name: name.to_owned() }
    }

    #[test]
    fn of_each_size_the_fastest_rate_is_listed() {
        let format = |width, rate| CameraFormat {
            pixels: PixelFormat::Yuyv,
            width,
            height: 480,
            interval: (1, rate),
        };
        let all = vec![format(640, 5), format(640, 30), format(640, 15), format(800, 10)];
        assert_eq!(fastest(all), [format(640, 30), format(800, 10)]);
    }

    #[test]
    fn a_camera_is_found_by_number_and_by_part_of_its_name() {
        let all = || vec![node(0, "HD Webcam: Front"), node(2, "Logitech C920"), node(4, "C9")];
        let found = |choice| matching(&choice, all()).unwrap();
        assert_eq!(found(CameraChoice::First), all());
        assert_eq!(found(CameraChoice::Index(2)), [all()[1].clone()]);
        assert_eq!(found(CameraChoice::Name("logi".to_owned())), [all()[1].clone()]);
        let both = found(CameraChoice::Name("c9".to_owned()));
        assert_eq!(both, [all()[2].clone(), all()[1].clone()], "exact first");
    }

    #[test]
    fn a_camera_that_was_open_before_is_found_by_its_name_under_any_number() {
        let again = |index, nodes| {
            matching(&CameraChoice::Again { name: "Front".to_owned(), index }, nodes)
        };
        let twins = vec![node(0, "Front"), node(1, "Back"), node(3, "Front")];
        let numbers = |found: Result<Vec<Node>>| -> Vec<u32> {
            found.unwrap().iter().map(|node| node.index).collect()
        };
        assert_eq!(numbers(again(3, twins.clone())), [3, 0], "its old number first");
        assert_eq!(numbers(again(1, twins)), [0, 3], "another camera has its number now");
        let error = again(0, vec![node(0, "Front door")]).unwrap_err().to_string();
        assert_eq!(error, "there is no camera 'Front' any more; there is 0: Front door");
    }

    #[test]
    fn the_camera_after_the_last_is_the_first() {
        let all = || vec![node(0, "A"), node(2, "B"), node(5, "C")];
        let after = |index| matching(&CameraChoice::After(index), all()).unwrap();
        assert_eq!(after(0)[0], node(2, "B"));
        assert_eq!(after(5)[0], node(0, "A"));
        assert_eq!(after(3)[0], node(5, "C"), "one that is gone has a place all the same");
        let alone = matching(&CameraChoice::After(2), vec![node(2, "B")]).unwrap_err();
        assert_eq!(alone.to_string(), "there is no other camera; there is 2: B");
    }

    #[test]
    fn an_absent_camera_is_an_error_that_says_what_there_is() {
        let error = |choice, nodes| matching(&choice, nodes).unwrap_err().to_string();
        assert_eq!(error(CameraChoice::Index(7), vec![]), "no camera is connected");
        let there = vec![node(0, "Front"), node(2, "Back")];
        assert_eq!(
            error(CameraChoice::Index(7), there.clone()),
            "there is no camera 7; there is 0: Front, 2: Back"
        );
        assert_eq!(
            error(CameraChoice::Name("side".to_owned()), there),
            "no camera's name contains 'side'; there is 0: Front, 2: Back"
        );
    }
}
