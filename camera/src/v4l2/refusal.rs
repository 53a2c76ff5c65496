//! The operating system's refusal of a camera, as a person can act on it.

use std::io;

use crate::Refusal;

/// The operating system's refusal as a person can act on it.
pub(super) fn refused(index: u32, error: &io::Error) -> Refusal {
    Refusal::Refused(match error.raw_os_error() {
        Some(libc::ENOENT | libc::ENODEV | libc::ENXIO) => {
            return Refusal::Absent(format!("camera {index} is not connected"));
        }
        Some(libc::EBUSY) => format!(
            "camera {index} is in use by another program: close it, and the picture comes back"
        ),
        Some(libc::ENOSPC) => format!(
            "camera {index} finds no room on its USB connection beside another camera: use another socket"
        ),
        Some(libc::EACCES | libc::EPERM) => format!(
            "camera {index} may not be opened: /dev/video{index} belongs to the group 'video'; `sudo usermod -aG video \
             $USER` and a new login admit you"
        ),
        _ => format!("camera {index} cannot be opened: {error}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_what_to_do() {
        let text = |code| refused(3, &io::Error::from_raw_os_error(code)).to_string();
        assert_eq!(text(libc::ENOENT), "camera 3 is not connected");
        assert_eq!(
            text(libc::EBUSY),
            "camera 3 is in use by another program: close it, and the picture comes back"
        );
        assert!(text(libc::EACCES).contains("usermod -aG video"));
        assert!(text(libc::EIO).starts_with("camera 3 cannot be opened: "));
    }
}
