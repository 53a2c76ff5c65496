//! The recognition of other files given for weights (PyTorch, ONNX …), with what to do with each.

use std::path::Path;

/// What `start`, the first bytes of the file at `path`, shows it to be; none where it may be a
/// safetensors file.
pub(super) fn problem(start: &[u8], path: &Path) -> Option<String> {
    // Behind the header's length its JSON begins, and that length may look like anything.
    if start.get(8) == Some(&b'{') {
        return None;
    }
    let has_ending = |wanted| path.extension().is_some_and(|is| is.eq_ignore_ascii_case(wanted));
    let problem = match start {
        [] => "an empty file".into(),
        [b'P', b'K', 3, 4, ..] | [0x80, 2..=5, ..] => {
            let converted = quoted(&path.with_extension("safetensors"));
            format!(
                "a PyTorch checkpoint is a program, and is not run here; convert it with \
                 scripts/convert_weights.py {} {converted}, then give --weights {converted}",
                quoted(path)
            )
        }
        _ if start.starts_with(b"version https://git-lfs") => {
            "a Git LFS pointer, which only says where the weights are; run git lfs pull there"
                .into()
        }
        // The field of its version, then that of its maker.
        [8, 1..=32, 0x12, ..] => onnx(),
        _ if has_ending("onnx") => onnx(),
        [0x89, b'H', b'D', b'F', ..] => {
            "an HDF5 file, as Keras writes them, is not read; a PyTorch checkpoint can be converted"
                .into()
        }
        _ if start.trim_ascii_start().starts_with(b"<") => {
            "a web page instead of weights; the download went wrong".into()
        }
        _ => return None,
    };
    Some(problem)
}

fn onnx() -> String {
    "ONNX is not read; convert the PyTorch checkpoint that it was exported from with \
     scripts/convert_weights.py"
        .into()
}

/// As a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=:,@%".contains(c);
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_safetensors_file_is_named_with_what_to_do() {
        for (start, name, wanted) in [
            (
                &b"PK\x03\x04\0\0\x08\x08\0\0"[..],
                "best.pth",
                "convert_weights.py best.pth best.safetensors,",
            ),
            (b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.", "a/b.pt", "--weights a/b.safetensors"),
            (
                b"\x80\x04\x95",
                "my best.ckpt",
                "convert_weights.py 'my best.ckpt' 'my best.safetensors'",
            ),
            (
                b"version https://git-lfs.github.com/spec/v1\noid",
                "w.safetensors",
                "run git lfs pull",
            ),
            (b"\x08\x07\x12\x07pytorch", "model", "ONNX is not read"),
            (b"\x08\x07\x1a\x07pytorch", "model.ONNX", "ONNX is not read"),
            (b"\x89HDF\r\n\x1a\n", "model.h5", "Keras"),
            (b"\n<!DOCTYPE html>", "w.safetensors", "a web page"),
            (b"", "w.safetensors", "an empty file"),
        ] {
            let problem = problem(start, Path::new(name)).unwrap();
            assert!(problem.contains(wanted) && problem.lines().count() == 1, "{problem}");
        }
    }

    #[test]
    fn a_header_whose_length_looks_like_another_file_is_a_header() {
        for length in [u64::from_le_bytes(*b"PK\x03\x04\0\0\0\0"), 0x0280, 0x0012_0708] {
            let start = [&length.to_le_bytes(), &b"{\"fc.weight\":"[..]].concat();
            assert_eq!(problem(&start, Path::new("w.safetensors")), None, "{length}");
        }
        assert_eq!(problem(&[0xff; 64], Path::new("w.safetensors")), None);
    }
}
